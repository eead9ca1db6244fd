// `balcony check`: reads the packs, says how the bank stands, and what is to be mended where. It changes nothing.
import path from 'node:path'
import { Command } from 'commander'
import { listed } from '../config.ts'
import { reviewPacks } from '../content/coverage.ts'
import { describeFaults, type Fault, readPacks, shippedPack } from '../content/load-packs.ts'
import { describeReview, reviewForMachines } from './describe-review.ts'
import type { Terminal } from './terminal.ts'

const about = [
  'Read every pack of prompts and say how the bank stands: how many questions there are on each thing and for whom, which are most alike, and which are hardest to read.',
  'With no folder, it reads what Balcony would: the shipped prompts and those of BALCONY_PACKS. With folders, it reads the shipped prompts and those.',
].join('\n\n')

const more = `
prompts/README.md says what a prompt is held to. The minimums are those of the
shipped prompts with yours added; a pack that replaces them is told its numbers
and held to none.

Examples:
  npm run balcony -- check                   the prompts in use
  npm run balcony -- check ../our-prompts    the shipped ones, and a pack of yours
  npm run --silent balcony -- check --json   the same for machines

It ends with 0 if there is nothing to mend. Otherwise it ends with 1, and says of
each fault in which file and line it is, and what to write instead.`

export const checkCommand = (terminal: Terminal): Command =>
  new Command('check')
    .summary('check the prompts, and see what there is enough of')
    .description(about)
    .argument('[folders...]', 'folders of prompts to read besides the shipped ones')
    .option('--json', 'print it all as JSON, faults too, for machines')
    .addHelpText('after', more)
    .action((folders: string[], options: { json?: boolean }) => check(folders, options, terminal))

const check = async (given: string[], options: { json?: boolean }, terminal: Terminal): Promise<void> => {
  const { say, complain, fail } = terminal
  const own =
    given.length > 0
      ? given.map((it) => path.resolve(terminal.folder, it))
      : listed(terminal.environment.BALCONY_PACKS)
  const read = await readPacks([shippedPack, ...own])
  if ('faults' in read) {
    const faults = read.faults.map((it) => seenFrom(terminal.folder, it))
    if (options.json) say(JSON.stringify({ faults }, null, 2))
    else
      complain(
        `${describeFaults(faults)}\n\n${toMend(faults)} The rest is checked once every pack can be read.`,
      )
    return fail()
  }
  const packs = read.packs.map((pack) => ({ ...pack, folder: shown(terminal.folder, pack.folder) }))
  const isShippedInUse = read.packs.some(({ folder, inUse }) => inUse && folder === shippedPack)
  const review = reviewPacks(read.packs, isShippedInUse ? 'held' : 'told')
  const faults = review.faults.map((it) => seenFrom(terminal.folder, it))
  if (options.json) say(JSON.stringify(reviewForMachines(packs, { ...review, faults }), null, 2))
  else {
    say(describeReview(packs, review, isShippedInUse, terminal))
    if (faults.length > 0) complain(`${describeFaults(faults)}\n\n${toMend(faults)}`)
    else say(terminal.paint('green', '✓ Nothing to mend.'))
  }
  if (faults.length > 0) fail()
}

const toMend = (faults: readonly Fault[]): string =>
  `✗ ${faults.length === 1 ? 'One thing' : `${faults.length} things`} to mend.`

const seenFrom = (here: string, fault: Fault): Fault => ({ ...fault, folder: shown(here, fault.folder) })

/** As short as a path can be that still opens from where the person is. */
const shown = (here: string, folder: string): string => {
  const near = path.relative(here, path.resolve(folder))
  return near.startsWith(path.join('..', '..')) ? folder : near || '.'
}
