// The data folder: whether it can be used, who uses it, and whether each document can be read.
import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { peopleInWords } from '../../control/people-in-words.ts'
import { StoreFault } from '../../store/errors.ts'
import { type DocumentsSeen, type FolderSeen, inspectDocuments, inspectFolder } from '../../store/inspect.ts'
import { seeLock } from '../../store/lock.ts'
import { advice, type Finding, fault, fine, type Machine, note } from './finding.ts'

/** Bytes: below the first Balcony may stop at any reply, below the second it is time to act. */
const [tooLittle, little] = [100e6, 1e9]

/** `workspace` is the one that the tokens are for, where it is known. */
export const examineData = async (
  data: string,
  workspace: string | undefined,
  machine: Machine,
): Promise<{ findings: Finding[]; isRunning: boolean }> => {
  const folder = resolve(machine.folder, data)
  try {
    const seen = await inspectFolder(folder)
    if (seen.is !== 'there') return { findings: [noFolder(seen, folder)], isRunning: false }
    const lock = await seeLock(folder)
    const documents = await inspectDocuments(folder)
    return {
      findings: [
        ...folderFindings(folder, seen, machine),
        lock.isHeld
          ? fine('lock', `Balcony is running on ${folder}${lock.pid ? ` (process ${lock.pid})` : ''}.`)
          : fine('lock', `No Balcony is running on ${folder}.`),
        ...documents.flatMap((it) => documentFindings(it, lock.isHeld)),
        ...workspaceFindings(documents, workspace, folder),
      ],
      isRunning: lock.isHeld,
    }
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error
    const [what = '', ...rest] = error.message.split('. ')
    return {
      findings: [
        fault('data', `${what}.`, error.file, rest.join('. ') || 'Let the user that runs Balcony own it.'),
      ],
      isRunning: false,
    }
  }
}

const noFolder = (seen: FolderSeen, folder: string): Finding => {
  if (seen.is === 'no-folder') {
    return fault(
      'data-no-folder',
      'A file stands where the data folder should be.',
      folder,
      'Move it away, or name another folder with BALCONY_DATA.',
    )
  }
  const above = firstThere(dirname(folder))
  return note('data-absent', `There is no data yet: the first start makes ${folder} (in ${above}).`)
}

const firstThere = (folder: string): string =>
  statSync(folder, { throwIfNoEntry: false }) || dirname(folder) === folder
    ? folder
    : firstThere(dirname(folder))

const folderFindings = (
  folder: string,
  seen: Extract<FolderSeen, { is: 'there' }>,
  machine: Machine,
): Finding[] => {
  const { isWritable, open, foreign } = seen
  const network = machine.network ?? seen.network
  const free = machine.free ?? seen.free
  const findings: Finding[] = []
  if (!isWritable) {
    findings.push(
      fault(
        'data-read-only',
        'The data folder cannot be written in by this user.',
        folder,
        `Let the user that runs Balcony own it: chown -R THAT-USER ${folder}`,
      ),
    )
  }
  if (network) {
    findings.push(
      fault(
        'data-network',
        `The data folder is on a network file system (${network}), where its lock cannot be relied on.`,
        folder,
        'Move it to a local disk, and name that with BALCONY_DATA.',
      ),
    )
  }
  if (free !== undefined && free < little) {
    const say = free < tooLittle ? fault : advice
    findings.push(
      say(
        'disk',
        `Only ${Math.floor(free / 1e6)} MB are free on the disk.`,
        folder,
        'Free some space. What was acknowledged stays safe; what cannot be saved is refused.',
      ),
    )
  }
  if (open.length > 0) {
    findings.push(
      fault(
        'data-open',
        `Others on this machine can read or change files that should be their owner’s alone.`,
        firstOf(open),
        `chmod -R go-rwx ${folder}`,
      ),
    )
  }
  if (foreign.length > 0) {
    findings.push(
      fault(
        'data-foreign',
        'Some files belong to another user than the folder, as after a start as root.',
        firstOf(foreign),
        `chown -R --reference=${folder} ${folder}`,
      ),
    )
  }
  if (findings.length === 0) findings.push(fine('data', `The data folder can be used: ${folder}.`))
  return findings
}

const documentFindings = (seen: DocumentsSeen, isRunning: boolean): Finding[] => {
  const { workspace, collection, documents, damaged, toMigrate, strange, stale, isIndexed } = seen
  const at = `${workspace}/${collection}`
  // An exact count of leaders would tell when someone left.
  const countOf = (n: number) => (collection === 'leaders' ? `${peopleInWords(n)} files` : filesOf(n))
  return [
    ...damaged.map(({ file, why }) => {
      const [what = '', remedy = ''] = why.split('. It was left as it is. ')
      return fault(
        'document',
        `${what.replace(`${file} `, 'A document that ')}.`,
        file,
        remedy || 'Restore it from a backup.',
      )
    }),
    ...strange.map((file) =>
      advice(
        'strange-file',
        'A file has a name that no document has, so Balcony leaves it alone.',
        file,
        'Move it elsewhere.',
      ),
    ),
    ...(toMigrate > 0
      ? [
          note(
            'to-migrate',
            `${at}: ${countOf(toMigrate)} are of an older form, and are brought up to date when next written; the old form is kept for 35 days.`,
          ),
        ]
      : []),
    ...(!isRunning && stale.length > 0
      ? [
          note(
            'cut-short',
            `${at}: ${countOf(stale.length)} of a write that was cut short; the next start removes them.`,
          ),
        ]
      : []),
    ...(!isRunning && !isIndexed
      ? [note('index', `${at}: the index is behind its documents; the next start reads those anew.`)]
      : []),
    ...(damaged.length === 0 ? [fine('documents', `${at}: ${countOf(documents)}, each can be read.`)] : []),
  ]
}

const workspaceFindings = (
  documents: readonly DocumentsSeen[],
  workspace: string | undefined,
  folder: string,
): Finding[] => {
  const kept = [...new Set(documents.map((it) => it.workspace))]
  if (!workspace || kept.length === 0 || kept.includes(workspace)) return []
  return [
    advice(
      'other-workspace',
      `The documents are of ${kept.join(', ')}, and the tokens of ${workspace}: Balcony would begin with nobody.`,
      folder,
      'Use the tokens of the workspace that the documents are of, or a folder of its own for each workspace (BALCONY_DATA).',
    ),
  ]
}

const filesOf = (n: number): string => (n === 1 ? '1 file' : `${n} files`)
const firstOf = (paths: readonly string[]): string =>
  paths.length === 1 ? (paths[0] ?? '') : `${paths[0]} and others`
