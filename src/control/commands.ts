// What can be asked of a running Balcony over its control socket. To add a command: its shapes here, what it does in
// handlers.ts, and whoever asks in ../cli/. Nothing in an answer may say who takes part, or what anyone wrote.
import { z } from 'zod'
import { Configuration } from '../domain/configuration.ts'
import { Instant } from '../domain/model.ts'
import type { ApplyRefused } from '../flows/apply.ts'

const Status = z.object({
  /** By the clock of who answers: the practice workspace has one of its own. */
  at: Instant,
  /** Undefined where no process runs on the folder. */
  process: z.object({ pid: z.int(), since: Instant, balcony: z.string(), node: z.string() }).optional(),
  folder: z.string(),
  workspace: z.string(),
  /** People as a band: an exact count would tell when someone had deleted everything. */
  documents: z.object({ leaders: z.string(), partnerships: z.int(), programmes: z.int() }),
  /** As a band, and roughly when: the very minute would tell of whoever chose it. */
  due: z.object({ now: z.string(), next: z.string() }),
  lastBackup: z.object({ at: Instant, file: z.string(), bytes: z.int() }).optional(),
  ledger: z.object({ file: z.string(), damagedLines: z.int() }),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  damaged: z.array(z.string()),
  restored: z.object({ began: Instant, until: Instant }).optional(),
})
export type Status = z.infer<typeof Status>

const Subject = z.object({ kind: z.enum(['programmes', 'partnerships']), name: z.string() })

/** What applying a file came to, or would. Configurations are as the file would say them. */
const Applied = z.object({
  steps: z.array(Subject.extend({ does: z.string(), fields: z.array(z.string()) })),
  /** How many of the steps were done. */
  done: z.int(),
  conflicts: z.array(
    Subject.extend({
      field: z.string().optional(),
      last: z.json().optional(),
      file: z.json().optional(),
      now: z.json().optional(),
    }),
  ),
  refused: z.custom<ApplyRefused>((it) => typeof it === 'object' && it !== null).optional(),
  /** What the file names and was never applied before: nothing is known of who changed it since. */
  first: z.array(Subject),
  now: z.json(),
  after: z.json(),
})
export type Applied = z.infer<typeof Applied>

const Person = z.object({ user: z.string().regex(/^[UW][A-Z0-9]+$/) })

/** Each command's input and output. */
export const commands = {
  status: { input: z.object({}), output: Status },
  backup: {
    input: z.object({ to: z.string().optional() }),
    output: z.object({
      file: z.string(),
      began: Instant,
      bytes: z.int(),
      /** As a band. */
      documents: z.string(),
      damaged: z.array(z.string()),
      pruned: z.array(z.string()),
    }),
  },
  /** What is set up now, as `balcony.yml` would ask for it. */
  configuration: { input: z.object({}), output: z.object({ configuration: z.json() }) },
  apply: {
    input: z.object({
      configuration: Configuration,
      take: z.enum(['file', 'slack']).optional(),
      isTrial: z.boolean(),
    }),
    output: Applied,
  },
  /** Into the person's own conversation; the answer is the same whether or not anything is known of them. */
  export: { input: Person, output: z.object({}) },
  /** Into a file, which is told to them first. */
  'export-to-file': {
    input: Person.extend({ file: z.string(), reason: z.string().min(1) }),
    output: z.object({ file: z.string() }),
  },
  /** The answer is the same whether or not anything was known of them. */
  forget: { input: Person, output: z.object({}) },
} satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type Command = keyof typeof commands
export type Input<C extends Command> = z.output<(typeof commands)[C]['input']>
export type Output<C extends Command> = z.output<(typeof commands)[C]['output']>

export type Progress = { step: string; done: number; of: number }

/** What a command is given beside its input. */
export type Way = { progress: (it: Progress) => void; until: AbortSignal }

export type Handlers = { [C in Command]: (input: Input<C>, way: Way) => Promise<Output<C>> }

/** A command that was understood and not done, in words that say why and what to do. */
export class Refused extends Error {
  override readonly name = 'Refused'
}
