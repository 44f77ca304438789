import { z } from 'zod';

/** Request id 请求编号: the same one with the same content is the same request. */
export const RequestId = z
  .string()
  .regex(/^[\x21-\x7e]{1,120}$/, '请求编号应为 1–120 个英文字母、数字或符号，不含空格');
