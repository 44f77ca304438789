import { describe, expect, test } from '@jest/globals';
import { fault, FAULTS, type FaultCode } from '../../domain/faults.ts';

/** A value for everything that the sentence of a fault asks for. */
function paramsOf(code: FaultCode): Record<string, string> {
  const names = String(FAULTS[code].say).matchAll(/\bp\.(\w+)/g);
  return Object.fromEntries([...names].map(([, name = '']) => [name, `<${name}>`]));
}

describe.each(Object.keys(FAULTS) as FaultCode[])('%s', (code) => {
  test('is a Chinese sentence, whole, that shows no code', () => {
    const { message } = fault(code, paramsOf(code));
    expect(message).toMatch(/[一-鿿]/);
    expect(message).toMatch(/[。>]$/);
    expect(message).not.toContain('undefined');
    expect(message).not.toContain(code);
  });

  test('has the status of a refusal', () => {
    expect(FAULTS[code].status).toBeGreaterThanOrEqual(400);
    expect(FAULTS[code].status).toBeLessThan(600);
  });
});

test('an instant is said as people write it', () => {
  const { message } = fault('already-suspended', { at: '2026-03-05T17:00:00+08:00' });
  expect(message).toContain('2026年3月5日17:00');
});
