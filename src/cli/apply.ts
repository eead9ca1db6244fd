// `balcony apply` and `balcony configuration`: for those who keep programmes and partnerships in a file beside their other
// configuration. The running Balcony compares file, last applied and now; nothing is ever read from the file by itself.
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { structuredPatch } from 'diff'
import { type BalconyFile, readBalconyFile, writeBalconyFile } from '../content/balcony-file.ts'
import { describeFaults } from '../content/load-packs.ts'
import { type Applied, Refused } from '../control/commands.ts'
import type { Configuration } from '../domain/configuration.ts'
import { differing } from '../domain/plan.ts'
import type { ApplyRefused } from '../flows/apply.ts'
import { cronFaultInWords } from '../locales/cron-fault.ts'
import { en } from '../locales/en.ts'
import { askRunning, dataFolder, exitCodesInWords, inWords } from './data-folder.ts'
import type { Terminal } from './terminal.ts'

const about = [
  'Make Balcony as a file asks. It shows the difference, then does it: the same as an admin would in Slack, in the audit log as “Whoever runs the server”.',
  'The file, what was last applied from it, and what stands now are compared. Whoever changed something since has their way: a change in the file is made, a change in Slack is left alone. Where both changed the same, nothing at all is done, and --take says whose word counts. What the file never named is left alone; what was taken out of it is ended or unlinked, and nothing that anyone wrote is deleted. In a channel that it links, Balcony introduces itself once.',
].join('\n\n')

const more = `
To begin, write down what is set up now, and apply it as it is:
  npm run --silent balcony -- configuration > balcony.yml
  npm run balcony -- apply balcony.yml

Examples:
  npm run balcony -- apply balcony.yml --dry-run      shows what would change
  npm run balcony -- apply balcony.yml
  npm run balcony -- apply balcony.yml --take slack   where both changed, Slack’s stays

${exitCodesInWords}`

type Options = { take?: 'file' | 'slack'; dryRun?: boolean; json?: boolean }

export const applyCommand = (terminal: Terminal): Command =>
  new Command('apply')
    .summary('make programmes and partnerships as a file asks')
    .description(about)
    .argument('<file>', 'such as balcony.yml')
    .addOption(
      new Option('--take <side>', 'whose word counts where both changed the same').choices(['file', 'slack']),
    )
    .option('--dry-run', 'only show what would change')
    .option('--json', 'print it as JSON, for machines')
    .addHelpText('after', more)
    .action((file: string, options: Options) => inWords(terminal, () => applyFile(file, options, terminal)))

export const configurationCommand = (terminal: Terminal): Command =>
  new Command('configuration')
    .summary('print what is set up now, as a file for “apply”')
    .description('Print programmes and partnerships as they stand, in the form that “apply” reads.')
    .option('--json', 'print it as JSON, for machines')
    .addHelpText('after', `\n${exitCodesInWords}`)
    .action(({ json }: { json?: boolean }) =>
      inWords(terminal, async () => {
        const { configuration } = await askRunning(dataFolder(terminal), 'configuration', {})
        const text = json ? JSON.stringify(configuration, null, 2) : writeBalconyFile(configuration as never)
        terminal.say(text.trimEnd())
      }),
    )

const applyFile = async (
  path: string,
  { take, dryRun, json }: Options,
  terminal: Terminal,
): Promise<void> => {
  const file = await readBalconyFile(resolve(terminal.folder, path))
  if ('faults' in file) {
    if (json) terminal.say(JSON.stringify({ faults: file.faults }, null, 2))
    else terminal.complain(`${describeFaults(file.faults)}\n\nNothing was changed.`)
    return terminal.fail()
  }
  const outcome = await askRunning(dataFolder(terminal), 'apply', {
    configuration: file.configuration,
    take,
    isTrial: dryRun ?? false,
  })
  if (outcome.conflicts.length > 0 || outcome.refused) terminal.fail()
  if (json) return terminal.say(JSON.stringify(outcome, null, 2))
  if (outcome.conflicts.length > 0) throw new Refused(conflictsInWords(outcome))
  const difference = differenceOf(outcome, terminal)
  if (difference) terminal.say(difference)
  const left = leftAsInSlack(file.configuration, outcome)
  const isFirst = (it: Subject) => outcome.first.some((one) => one.kind === it.kind && one.name === it.name)
  for (const [head, those] of [
    ['Changed in Slack since the file was last applied, and left so:', left.filter((it) => !isFirst(it))],
    ['Stands in Slack beside the file, and was left so:', left.filter(isFirst)],
  ] as const) {
    if (those.length > 0)
      terminal.say(`${[head, ...those.map((it) => `  ${named(it)}: ${it.says}`)].join('\n')}\n`)
  }
  terminal.say(inShort(outcome, dryRun ?? false))
  if (outcome.refused) terminal.complain(describeFaults([faultOf(file, outcome.refused)]))
}

type Subject = Pick<Applied['steps'][number], 'kind' | 'name'>

const named = ({ kind, name }: Subject): string =>
  `${kind === 'programmes' ? 'programme' : 'partnership'} ${name}`

const conflictsInWords = ({ conflicts }: Applied): string =>
  [
    conflicts.every(({ last }) => last === undefined)
      ? 'The file was not applied before, and something else stands than it says, so nothing was done:'
      : 'Both the file and Slack changed the same since the file was last applied, so nothing was done:',
    ...conflicts.flatMap((it) => [
      `  ${named(it)}${it.field ? `, ${it.field}` : ''}`,
      ...(it.last === undefined ? [] : [`    last applied  ${inLine(it.last, '')}`]),
      `    in the file   ${inLine(it.file, it.field ? 'nothing' : 'taken out')}`,
      `    in Slack      ${inLine(it.now, it.field ? 'nothing' : 'ended or unlinked')}`,
    ]),
    'Make the two agree, or say whose word counts: --take file, or --take slack.',
  ].join('\n')

const inLine = (value: unknown, otherwise: string): string =>
  value === undefined ? otherwise : typeof value === 'string' ? value : JSON.stringify(value)

/** What changes, as lines of the file with a few around them. */
const differenceOf = ({ now, after }: Applied, { paint }: Terminal): string => {
  const [before, wished] = [now, after].map((it) => writeBalconyFile(it as never))
  const { hunks } = structuredPatch('', '', before ?? '', wished ?? '', '', '', { context: 3 })
  return hunks
    .map(({ lines }) =>
      lines
        .map((line) =>
          line.startsWith('+') ? paint('green', line) : line.startsWith('-') ? paint('red', line) : line,
        )
        .join('\n'),
    )
    .join('\n  …\n')
}

type Left = Subject & { says: string }

const leftAsInSlack = (asked: Configuration, { after }: Applied): Left[] => {
  const stands = after as unknown as Configuration
  return (['programmes', 'partnerships'] as const).flatMap((kind) =>
    Object.entries(asked[kind]).flatMap(([name, entry]): Left[] => {
      const is = stands[kind][name]
      if (!is) return [{ kind, name, says: 'ended or unlinked' }]
      const fields = differing(entry, is)
      return fields.length > 0 ? [{ kind, name, says: fields.join(', ') }] : []
    }),
  )
}

const doing: Record<string, string> = {
  make: 'made',
  link: 'linked',
  change: 'changed',
  end: 'ended',
  'start-again': 'started again',
  unlink: 'unlinked',
}

const inShort = ({ steps, done, refused }: Applied, isTrial: boolean): string => {
  if (steps.length === 0) return 'Nothing to change.'
  const lines = steps.map((it, index) => {
    const what = `${named(it)}: ${doing[it.does] ?? it.does}${it.fields.length > 0 ? ` (${it.fields.join(', ')})` : ''}`
    return !isTrial && index >= done ? `  not done  ${what}` : `  ${what}`
  })
  const head = isTrial
    ? 'This would be done:'
    : refused
      ? done > 0
        ? 'It was stopped on the way:'
        : 'Nothing was done:'
      : 'Done:'
  return `\n${[head, ...lines].join('\n')}`
}

const whys: Record<Exclude<ApplyRefused['why'], 'cron' | 'pack'>, string> = {
  'channel-out-of-reach':
    'Balcony is not in that channel, or it is archived. In Slack, write `/invite @Balcony` there; then apply the file again.',
  'channel-public':
    'That channel is public: everyone could read it. Name a private one, or say why with `public_because:`, which people read before they share.',
  'channel-linked': 'That channel is another partnership’s already, which this file does not name.',
  'channel-stays':
    'A partnership keeps its channel. Take it out of the file and apply, then write the new one under another name.',
  'name-taken': 'Another programme, which this file does not name, has this name already. Choose another.',
  'no-person': 'One of these is no person who can be written to: a closed account, or an app.',
  'not-running': 'One of these programmes was ended. Take its name out, or start it again in Slack.',
  meanwhile: 'An admin changed it in Slack at this very moment. Apply the file once more.',
  together:
    'What the file says and what was changed in Slack do not go together. Look with --dry-run, and change one of the two.',
}

const faultOf = (file: Extract<BalconyFile, { configuration: unknown }>, refused: ApplyRefused) =>
  file.faultAt(
    [refused.kind, refused.name, refused.field],
    refused.why === 'cron'
      ? cronFaultInWords(refused.fault, en)
      : refused.why === 'pack'
        ? `There is no pack called \`${refused.pack}\`. In use are: ${refused.inUse.join(', ')}. A folder of your own is named in BALCONY_PACKS first.`
        : whys[refused.why],
  )
