// The ledger of erasures: whether it is where the settings say, can be written, and can be read to its last line.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { ledgerIn } from '../../documents.ts'
import { inspectLedger, keyFile } from '../../store/erasure-ledger.ts'
import { StoreFault } from '../../store/errors.ts'
import { advice, type Finding, fault, fine, type Machine, note } from './finding.ts'

/** `data` is the documents' folder, as the settings name it. */
export const examineLedger = async (
  { slack, ledger }: Pick<Config, 'slack' | 'ledger'>,
  data: string,
  machine: Machine,
): Promise<Finding[]> => {
  const own = resolve(machine.folder, data)
  const isElsewhere = slack !== undefined && ledger !== undefined
  // In a data folder that is not there, there is nothing to say of it.
  if (!isElsewhere && !statSync(own, { throwIfNoEntry: false })?.isDirectory()) return []
  const folder = isElsewhere ? resolve(machine.folder, ledger) : ledgerIn(own)
  try {
    const seen = await inspectLedger(folder)
    if (!canWrite(folder)) {
      return [
        fault(
          'ledger-read-only',
          'The ledger of erasures cannot be written by this user, so nothing could be deleted or taken back.',
          folder,
          'Let the user that runs Balcony own that folder, or name another with BALCONY_LEDGER.',
        ),
      ]
    }
    if (!seen) return [absent(folder, existsSync(join(own, keyFile)))]
    const { damagedLines } = seen
    return damagedLines === 0
      ? [fine('ledger', `The ledger of erasures can be read and written: ${folder}.`)]
      : [
          advice(
            'ledger-damaged',
            `${damagedLines === 1 ? 'A line' : `${damagedLines} lines`} of the ledger of erasures cannot be read, so a restore would not know what was deleted there.`,
            folder,
            'Take a backup now, so that older ones need not be restored; or put back a whole copy of the ledger while Balcony is stopped.',
          ),
        ]
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error
    const [what = ''] = error.message.split('. ')
    return [
      fault(
        'ledger',
        `${what}.`,
        error.file,
        'Balcony cannot start without it. Put back a copy of the ledger, or name another folder with BALCONY_LEDGER.',
      ),
    ]
  }
}

// Each data folder has its key from its first start on: where that is there, so was a ledger.
const absent = (folder: string, wasThere: boolean): Finding =>
  wasThere
    ? advice(
        'ledger-absent',
        'The ledger of erasures is not where it was. The next start begins a new one, and no backup from before could be restored with that.',
        folder,
        'If it was moved, name its folder with BALCONY_LEDGER, or put a copy back. If it is lost, start Balcony and take a backup.',
      )
    : note('ledger-absent', `There is no ledger of erasures yet: the first start begins it in ${folder}.`)

const canWrite = (folder: string): boolean => {
  try {
    accessSync(firstThere(folder), constants.W_OK | constants.X_OK)
    return true
  } catch {
    return false
  }
}

const firstThere = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : firstThere(dirname(folder))
