import { z } from 'zod';
import { RequestId } from './requestId.ts';

const EVERYBODY = ['office', 'principal', 'unit', 'post', 'auditor'] as const;
const Page = z.string().regex(/^[a-z]{1,20}$/u, '页面名称只用小写字母');

const View = z.object({
  id: z.int(),
  page: z.string(),
  name: z.string(),
  search: z.record(z.string(), z.string()),
  /** Whether the whole desk sees it. */
  shared: z.boolean(),
  own: z.boolean(),
});

/** Saved views 常用视图 of the lists: lines of the table of operations. */
export const VIEW_OPERATIONS = {
  listViews: {
    method: 'GET',
    path: '/views',
    label: '列出常用视图',
    who: EVERYBODY,
    input: z.object({ page: Page }),
    output: z.object({ views: z.array(View) }),
  },
  saveView: {
    method: 'POST',
    path: '/views',
    label: '存为常用视图',
    who: EVERYBODY,
    input: z.object({
      page: Page,
      name: z.string().trim().min(1, '请写明视图名称').max(40),
      /** The filters as the address names them. */
      search: z
        .record(z.string().max(40), z.string().max(300))
        .refine((search) => Object.keys(search).length <= 30, '筛选条件过多'),
      shared: z.boolean().default(false),
      requestId: RequestId,
    }),
    output: View.extend({ repeated: z.boolean() }),
  },
  removeView: {
    method: 'POST',
    path: '/views/:view/remove',
    label: '删除常用视图',
    who: EVERYBODY,
    input: z.object({ view: z.coerce.number().int().min(1), requestId: RequestId }),
    output: z.object({ removed: z.boolean() }),
  },
} as const;
