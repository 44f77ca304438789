import type { Diagnostic, Draft } from '../domain/plan.ts';
import { finding } from './findings.ts';

/** The heading of a plan as it was read, in tables and in prose. */
export type ReadHead = Pick<Draft, 'title' | 'issuer' | 'documentNumber' | 'issuedOn'> & {
  /** The number's brackets were none of 〔〕 and have been rewritten. */
  readonly otherBrackets: boolean;
};

/** Heading fields that are absent, and a number that was rewritten. */
export function headFindings(head: ReadHead): readonly Diagnostic[] {
  const lacks = [
    ...(head.title === null ? ['标题'] : []),
    ...(head.issuer === null ? ['发文机关'] : []),
    ...(head.documentNumber === null ? ['文号'] : []),
    ...(head.issuedOn === null ? ['成文日期'] : []),
  ];
  const message = `文件中没有${lacks.join('、')}。如有印发通知，请在登记时补录。`;
  return [
    ...(lacks.length > 0 ? [finding('header-missing', message)] : []),
    ...(head.otherBrackets
      ? [finding('bracket-style', `文号的括号已按〔〕写作 ${head.documentNumber}。`)]
      : []),
  ];
}
