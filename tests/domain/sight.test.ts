import { describe, expect, test } from '@jest/globals';
import { seesInbox, seesInterview, sightOf } from '../../domain/sight.ts';

describe('sight 可见范围', () => {
  test('follows the desk', () => {
    const actors = [
      'office',
      'principal',
      'auditor',
      'unit:u003',
      'post:区长',
      'system',
      'audit',
      'x',
    ];
    expect(actors.map((actor) => sightOf(actor).kind)).toEqual([
      ...['all', 'all', 'all', 'unit', 'post', 'nothing', 'nothing', 'nothing'],
    ]);
  });

  test('a unit’s inboxes are its own, and no longer name begins with them', () => {
    const own = sightOf('unit:u003');
    expect(
      ['u003/reporter', 'u003/head', 'u003', 'u0031/head', 'office', 'post/区长'].map((inbox) =>
        seesInbox(own, inbox),
      ),
    ).toEqual([true, true, true, false, false, false]);
  });

  test('a post receives as itself and as a leader', () => {
    const own = sightOf('post:区长');
    expect(
      ['post/区长', 'leader/区长', 'post/副区长', 'u003/head'].map((inbox) =>
        seesInbox(own, inbox),
      ),
    ).toEqual([true, true, false, false]);
  });

  test('the three have no inbox', () => {
    expect(seesInbox(sightOf('security'), 'office')).toBe(false);
  });

  test('a unit hears of its interview once it was told, never of another’s', () => {
    const talk = { unit: 'u003', approver: 'post:区长' };
    expect(seesInterview(sightOf('unit:u003'), talk, false)).toBe(false);
    expect(seesInterview(sightOf('unit:u003'), talk, true)).toBe(true);
    expect(seesInterview(sightOf('unit:u004'), talk, true)).toBe(false);
    expect(seesInterview(sightOf('post:区长'), talk, false)).toBe(true);
    expect(seesInterview(sightOf('post:副区长'), talk, false)).toBe(false);
    expect(seesInterview(sightOf('system'), talk, true)).toBe(false);
  });
});
