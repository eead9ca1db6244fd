// The data folder that a command works on: Balcony's own, or the practice workspace's where there are no Slack tokens.
// Something that changes it is asked of the process that runs on it; where none does, the command holds the lock itself.
import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Config, readConfig } from '../config.ts'
import { ask, CannotAsk, NotRunning } from '../control/client.ts'
import {
  type Command,
  type Input,
  type Output,
  type Progress,
  Refused,
  type Way,
} from '../control/commands.ts'
import { type Kept, openKept } from '../documents.ts'
import { Instant } from '../domain/model.ts'
import { keptOffset } from '../sandbox/clock-file.ts'
import { DamagedPractice } from '../sandbox/keep.ts'
import { BadArchive } from '../store/archive.ts'
import { FolderInUse, StoreFault } from '../store/errors.ts'
import { CannotRestore } from '../store/restore.ts'
import { workspacesIn } from '../store/snapshot.ts'
import { documentsFolder } from './documents-folder.ts'
import { progressBar } from './progress-bar.ts'
import type { Terminal } from './terminal.ts'

/** What every command that reads or changes data ends with; said in each one's help. */
export const exitCodes = {
  done: 0,
  /** Refused, with the reason. */
  refused: 1,
  /** Not understood: the command line, or the settings. */
  usage: 2,
  /** Balcony is not running or does not answer, and is needed; or it is using the folder. */
  unreachable: 3,
} as const

export const exitCodesInWords = `It ends with
  0  if it is done
  1  if it was refused, or something is wrong: the message says what, and what to do
  2  if the command or the settings were not understood
  3  if it needs a Balcony that runs and none does, or must have the folder and
     Balcony is using it`

export type DataFolder = {
  config: Config
  folder: string
  ledger: string | undefined
  /** The clock that its documents go by: the practice workspace has one of its own. */
  now: () => Instant
}

/** The settings are wrong, in words. */
class BadSettings extends Error {
  override readonly name = 'BadSettings'
}

/** There is nothing to do it with: most likely the settings are another folder's. Says nothing of any person. */
export class NoDocuments extends Refused {
  constructor(folder: string) {
    super(
      `There are no documents in ${folder}. Are the settings here those that Balcony runs with (BALCONY_DATA, the tokens)? Nothing was done.`,
    )
  }
}

/** The folder by the settings. Says where it is the practice workspace's. Throws where the settings are wrong. */
export const dataFolder = ({ environment, settingsFolder, remark }: Terminal): DataFolder => {
  const config = readConfig(environment)
  if ('faults' in config) throw new BadSettings(config.faults.map((it) => `• ${it}`).join('\n'))
  const folder = resolve(settingsFolder, documentsFolder(config))
  if (!config.slack) remark(`No Slack tokens here: this is the practice workspace in ${folder}.`)
  const ledger = config.slack && config.ledger ? resolve(settingsFolder, config.ledger) : undefined
  const ahead = config.slack ? 0 : (keptOffset(dirname(folder)) ?? 0)
  return { config, folder, ledger, now: () => Instant.parse(new Date(Date.now() + ahead).toISOString()) }
}

/**
 * What a command makes in a folder belongs to whoever runs it: were that not the folder's owner, Balcony could not use its
 * own files any more. Throws `Refused`.
 */
export const asOwner = (folder: string, { user }: Terminal): void => {
  const owner = statSync(folder, { throwIfNoEntry: false })?.uid
  if (user === undefined || owner === undefined || owner === user) return
  throw new Refused(
    `${folder} belongs to another user, and what this command writes there would not be theirs: Balcony could not use it. Run it as them: sudo -u '#${owner}' npm run balcony -- …`,
  )
}

/** Asks the process that runs on the folder, or does it here where none does. Throws `NoDocuments` where there are none. */
export const askOrDo = async <C extends Command>(
  terminal: Terminal,
  at: DataFolder,
  command: C,
  input: Input<C>,
  here: (kept: Kept, way: Way) => Promise<Output<C>>,
): Promise<Output<C>> => {
  const bar = progressBar()
  try {
    return await ask(at.folder, command, input, bar.show)
  } catch (error) {
    if (!(error instanceof NotRunning)) throw error
    // Looked at first: to open a folder is to begin one.
    if ((await workspacesIn(at.folder)).length === 0) throw new NoDocuments(at.folder)
    return await holding(terminal, at, (kept) => here(kept, { progress: bar.show, until: onInterrupt() }))
  } finally {
    bar.end()
  }
}

/** Asks the process that runs on the folder, without which it cannot be done. */
export const askRunning = async <C extends Command>(
  at: DataFolder,
  command: C,
  input: Input<C>,
  progress?: (it: Progress) => void,
): Promise<Output<C>> => {
  try {
    return await ask(at.folder, command, input, progress)
  } catch (error) {
    if (!(error instanceof NotRunning)) throw error
    throw new NotRunning(
      `This needs Slack, so Balcony must be running, and none runs on ${at.folder}. Start it; or if it runs, ask with its own settings (BALCONY_DATA, the tokens).`,
    )
  }
}

const holding = async <T>(
  terminal: Terminal,
  { folder, ledger, now }: DataFolder,
  work: (kept: Kept) => Promise<T>,
): Promise<T> => {
  asOwner(folder, terminal)
  const say = (fields: object, message: string) =>
    terminal.complain(`${message}: ${Object.values(fields).join(', ')}`)
  const log = { info: () => {}, warn: say, error: say }
  const kept = await openKept({ data: folder, ledger, clock: { now }, log })
  try {
    return await work(kept)
  } finally {
    await kept.close()
  }
}

const onInterrupt = (): AbortSignal => {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort(new Refused('Stopped. Nothing half-made is left.')))
  return stop.signal
}

/** Runs a command's work, and says in words why it was not done. */
export const inWords = async (terminal: Terminal, work: () => Promise<void>): Promise<void> => {
  try {
    await work()
  } catch (error) {
    const code = codeFor(error)
    if (code === undefined) throw error
    terminal.complain((error as Error).message)
    terminal.fail(code)
  }
}

const codeFor = (error: unknown): number | undefined => {
  const is = (...kinds: (abstract new (...given: never[]) => Error)[]) =>
    kinds.some((it) => error instanceof it)
  if (is(BadSettings)) return exitCodes.usage
  if (is(FolderInUse, NotRunning, CannotAsk)) return exitCodes.unreachable
  if (is(Refused, StoreFault, BadArchive, CannotRestore, DamagedPractice)) return exitCodes.refused
  return undefined
}
