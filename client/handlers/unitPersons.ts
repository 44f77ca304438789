import { ROLE_LABELS } from '../../domain/accessWords.ts';
import { maskedPhone } from '../../domain/phone.ts';
import { namesOfUnit, type Unit } from '../../domain/unit.ts';
import { unitsOf } from '../../store/campaigns.ts';
import { personsOf, type UnitPerson } from '../../store/unitPersons.ts';
import type { OutputOf, TakenOf } from '../operations.ts';
import type { Service } from '../service.ts';
import { phoneOf } from './accounts.ts';
import { campaignFor } from './find.ts';

type View = OutputOf<'listPersons'>;
type Line = View['units'][number];

/** 单位人员: the posts that a unit receives at, and who may be reached there; phones are masked. */
export async function listPersons(service: Service, input: TakenOf<'listPersons'>): Promise<View> {
  const { pool } = service;
  const { id } = await campaignFor(pool, input.campaign);
  const units = await unitsOf(pool, id);
  const names = units.flatMap((unit) => [...namesOfUnit(unit)]);
  const persons = await personsOf(pool, id, [...new Set(names)]);
  return { campaign: id, units: units.map((unit) => unitLine(service, unit, persons)) };
}

function unitLine(service: Service, unit: Unit, persons: readonly UnitPerson[]): Line {
  const names = namesOfUnit(unit);
  const own = persons.filter(({ unit: of }) => names.includes(of));
  return {
    ...{ unit: unit.id, name: unit.name, posts: postsOf(unit, own) },
    persons: own.map((person) => {
      const phone = phoneOf(service, { id: person.account, phone: person.phone });
      return {
        ...{ name: person.name, phone: phone === undefined ? null : maskedPhone(phone) },
        roles: person.roles.map((role) => ROLE_LABELS[role]),
        words: personWords(person),
      };
    }),
  };
}

/** Who receives what, and whether anybody sits there. */
export function postsOf(
  { reporter, head }: Pick<Unit, 'reporter' | 'head'>,
  persons: readonly Pick<UnitPerson, 'roles'>[],
): Line['posts'] {
  const sits = (role: 'reporter' | 'head') => persons.some(({ roles }) => roles.includes(role));
  const line = (part: string, post: string | null, role: 'reporter' | 'head') => ({
    ...{ part, post },
    words:
      post === null ? '岗位空缺，按制度改送代收人' : sits(role) ? '有人承担' : '还没有人登录承担',
  });
  return [line('收提醒、报送', reporter, 'reporter'), line('收催办、督办', head, 'head')];
}

/** How a person can be reached by the product. */
export function personWords({
  login,
  activated,
  roles,
}: Pick<UnitPerson, 'login' | 'activated' | 'roles'>): string {
  if (login === null) return '只作联系人，可发填报链接';
  if (roles.length === 0) return '还没有授权';
  return activated ? '可以登录报送' : '账号还没有启用';
}
