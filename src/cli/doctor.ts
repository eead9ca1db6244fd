// `balcony doctor`: looks at everything that Balcony needs, and says what is wrong, where, and what to do. It changes
// nothing, and works whether Balcony runs or not.
import { Command } from 'commander'
import { shippedPack } from '../content/load-packs.ts'
import { ownVersion } from '../version.ts'
import type { Finding, Machine } from './examine/finding.ts'
import { project } from './examine/machine.ts'
import type { Paint, Terminal } from './terminal.ts'

const about = [
  'Look at everything that Balcony needs: this machine, the settings, Slack, the data folder and each document in it. Of whatever is wrong it says where, and what to do.',
  'It reads and asks, and changes nothing. Run it before the first start, after each upgrade, and whenever something seems wrong: while Balcony runs, or while it does not.',
].join('\n\n')

const more = `
Examples:
  npm run balcony -- doctor                    what is wrong, and what to do
  npm run balcony -- doctor --all              what is well, too
  npm run --silent balcony -- doctor --json    the same for machines

It ends with
  0  if nothing keeps Balcony from working (there may be advice)
  1  if something does
  2  with --strict, if there is advice and nothing worse`

export const doctorCommand = (terminal: Terminal): Command =>
  new Command('doctor')
    .summary('say what is wrong with this installation, and what to do')
    .description(about)
    .option('--all', 'say what is well, too')
    .option('--strict', 'end with 2 where there is advice')
    .option('--json', 'print it all as JSON, for machines')
    .addHelpText('after', more)
    .action((options: Options) => doctor(terminal, options))

type Options = { all?: boolean; strict?: boolean; json?: boolean }

const doctor = async (terminal: Terminal, options: Options): Promise<void> => {
  terminal.progress('Looking at this machine, Slack and the documents …')
  // All that it looks at is read only here, so that no other command waits for it.
  const { examine } = await import('./examine/examine.ts')
  const findings = await examine(thisMachine(terminal))
  terminal.progress('')
  const [faults, advice] = [
    findings.filter(({ is }) => is === 'fault'),
    findings.filter(({ is }) => is === 'advice'),
  ]
  if (options.json) terminal.say(JSON.stringify({ balcony: ownVersion, findings }, null, 2))
  else {
    const shown = findings.filter(({ is }) => options.all || is !== 'fine')
    for (const it of [...shown].sort((a, b) => order.indexOf(a.is) - order.indexOf(b.is)))
      terminal.say(described(it, terminal.paint))
    const well = findings.filter(({ is }) => is === 'fine').length
    terminal.say(summary(faults.length, advice.length, well, options.all ?? false, terminal.paint))
  }
  const code = exitCode(findings, options.strict ?? false)
  if (code > 0) terminal.fail(code)
}

/** What it ends with: see `more`. */
export const exitCode = (findings: readonly Finding[], isStrict: boolean): number => {
  if (findings.some(({ is }) => is === 'fault')) return 1
  return isStrict && findings.some(({ is }) => is === 'advice') ? 2 : 0
}

const order = ['fine', 'note', 'advice', 'fault'] as const

const marks = {
  fine: ['✓', 'green'],
  note: ['·', 'dim'],
  advice: ['!', 'cyan'],
  fault: ['✗', 'red'],
} as const

const described = ({ is, what, where, remedy }: Finding, paint: Paint): string => {
  const [mark, style] = marks[is]
  return [
    `${paint(style, mark)} ${what}`,
    ...(where ? [paint('dim', `  at ${where}`)] : []),
    ...(remedy ? [`  → ${remedy}`] : []),
  ].join('\n')
}

const summary = (faults: number, advice: number, well: number, isAll: boolean, paint: Paint): string => {
  const fine = isAll ? '' : ` ${well} things were looked at and are well; --all names them.`
  if (faults + advice === 0) return `${paint('green', '✓ Nothing to mend.')}${fine}`
  const parts = [
    ...(faults > 0 ? [faults === 1 ? 'One thing to mend' : `${faults} things to mend`] : []),
    ...(advice > 0 ? [`${advice === 1 ? 'one piece' : `${advice} pieces`} of advice`] : []),
  ].join(', and ')
  const said = `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`
  return `\n${faults > 0 ? paint('red', `✗ ${said}`) : `! ${said}`}${fine}`
}

const thisMachine = ({ outside, settingsFolder }: Terminal): Machine => ({
  environment: outside,
  project,
  shipped: shippedPack,
  folder: settingsFolder,
  now: Date.now,
  node: process.versions.node,
  user: process.getuid?.(),
  londonNoon: () =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' }).format(
      new Date('2026-07-01T12:00:00Z'),
    ),
})
