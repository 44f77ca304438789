import type { Context } from '../../domain/context.ts';
import { conditionWords, periodWords, term } from '../../domain/terms.ts';
import type { Condition } from '../../domain/regime.ts';
import type { Unit } from '../../domain/unit.ts';
