import { z } from 'zod';
import { Instant } from '../domain/instant.ts';
import { NODE_STATES } from '../domain/parentState.ts';

/** The tree of a campaign's plan, parents before their children. */
export const TreeView = z.object({
  campaign: z.string(),
  title: z.string(),
  nodes: z.array(
    z.object({
      /** 0 for the plan. */
      depth: z.int(),
      level: z.enum(['plan', 'category', 'item', 'task', 'milestone']),
      label: z.string(),
      key: z.string().nullable(),
      state: z.enum(NODE_STATES),
    }),
  ),
});

const TREE_LEVELS = ['plan', 'category', 'item', 'task', 'milestone'] as const;

/** One level of the tree: what stands right below a node, in the order of the plan. */
export const BranchesView = z.object({
  campaign: z.string(),
  /** Of the node itself. */
  label: z.string(),
  state: z.enum(NODE_STATES),
  /** Tasks below it by their state, worst first. */
  counts: z.array(z.object({ state: z.enum(NODE_STATES), tasks: z.int() })),
  nodes: z.array(
    z.object({
      /** Asks for the level below it; null where there is none. */
      under: z.string().nullable(),
      /** Its place in the plan. */
      at: z.int(),
      level: z.enum(TREE_LEVELS),
      label: z.string(),
      /** The key of a task. */
      key: z.string().nullable(),
      state: z.enum(NODE_STATES),
      /** Tasks at or below it, of those that are asked for. */
      tasks: z.int(),
      children: z.int(),
      /** Whether the task that was asked for is at or below it. */
      leads: z.boolean(),
    }),
  ),
  /** Pass it as `after` for the next page; null on the last. */
  next: z.int().nullable(),
});

/** A draw as it is recorded: with its set anybody can draw again. */
export const SampleView = z.object({
  draw: z.string(),
  campaign: z.string(),
  zone: z.string(),
  period: z.string(),
  duty: z.string().nullable(),
  /** Period and duty in words. */
  scope: z.string(),
  seed: z.string(),
  count: z.int(),
  drawnAt: Instant,
  by: z.string(),
  setHash: z.string(),
  /** Every key of the set, in order: the task and the obligation. */
  of: z.array(z.string()),
  /** What was drawn, in order. */
  drawn: z.array(
    z.object({
      key: z.string(),
      task: z.string(),
      no: z.string().nullable(),
      title: z.string(),
      units: z.array(z.string()),
      occasion: z.string(),
    }),
  ),
  /** Other draws of the same scope, the oldest first: choosing among seeds shows. */
  others: z.array(z.object({ draw: z.string(), seed: z.string(), drawnAt: Instant })),
  repeated: z.boolean(),
});

export const SampleChecked = SampleView.extend({
  holds: z.boolean(),
  /** What does not hold, in words. */
  flaws: z.array(z.string()),
  /** Reports of the scope that came after the draw. */
  since: z.int(),
});
