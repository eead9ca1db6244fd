// The Balcony that runs: whether it is the one that is installed here, or still the one from before an upgrade.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { ask, CannotAsk, NotRunning } from '../../control/client.ts'
import { Refused } from '../../control/commands.ts'
import { ownVersion } from '../../version.ts'
import { advice, type Finding, fine, type Machine, note } from './finding.ts'

/** Asks it over its own socket, in the documents' folder. */
export const examineVersion = async (folder: string, { project }: Machine): Promise<Finding[]> => {
  try {
    const { process: running } = await ask(folder, 'status', {})
    if (!running) return []
    const { balcony, pid, since } = running
    if (balcony !== ownVersion)
      return [isOld(`is version ${balcony}, and version ${ownVersion} is installed`, pid)]
    if (installedAt(project) > Date.parse(since))
      return [isOld('began before the last `npm ci`, so it may be an older one than is installed', pid)]
    return [fine('running-version', `The Balcony that runs is the one that is installed: ${balcony}.`)]
  } catch (error) {
    // One that has only just begun, or is ending, has no socket.
    if (error instanceof NotRunning) return []
    if (!(error instanceof CannotAsk || error instanceof Refused)) throw error
    return [note('running-version', `Which Balcony runs could not be asked. ${error.message}`)]
  }
}

const isOld = (how: string, pid: number): Finding =>
  advice(
    'running-version',
    `The Balcony that runs ${how}.`,
    `process ${pid}`,
    'Start it again, and look at /readyz.',
  )

/** In milliseconds: npm writes this file each time that it has installed anything. */
const installedAt = (project: string): number =>
  statSync(join(project, 'node_modules', '.package-lock.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0
