// Drafts for a portfolio, in the words of their formats. Each holds its author's own words as written; what was not
// written is a line in square brackets for them to fill in, and never filled in for them.
import type { ExportFile, Period } from '../../domain/export.ts'
import type { Zone } from '../../domain/model.ts'
import {
  type Account,
  type Activity,
  accountsOf,
  type DraftFormat,
  fewestWrittenOut,
} from '../../domain/portfolio.ts'
import type { Strings } from '../../locales/en.ts'
import { dayAt, pieced, quote } from './as-written.ts'
import { dateName } from './dates.ts'

/** One draft, as Markdown. */
export const draft = (
  format: DraftFormat,
  { history, period, listed }: Pick<ExportFile, 'history' | 'period' | 'listed'>,
  say: Strings,
): string => {
  const it = say.drafts
  const words = it[format]
  const { zone } = history.settings
  const accounts = accountsOf(history)
  const heading = format === 'hcpc' ? '###' : '##'
  const each = accounts.flatMap((account, i) => [
    `${heading} ${words.account(i + 1)}: ${headOf(account, zone, say)}`,
    ...fieldsOf(format, account, zone, `${heading}#`, say),
  ])
  return pieced([
    `# ${words.title}`,
    words.draft,
    say.exporting.notice,
    ...periodOf(period, say),
    it.brackets,
    ...(format === 'hcpc' ? listOf(listed, accounts.length, zone, say) : []),
    ...each,
  ])
}

/** The days that a file is about, in one line; nothing where it is about all of them. */
export const periodOf = ({ from, to }: Period, say: Strings): string[] =>
  from || to ? [say.exporting.within(from && dateName(from), to && dateName(to))] : []

/** When it was and what it was about: `6 January 2026 · Ways of feeling`. */
export const headOf = (it: Activity, zone: Zone, say: Strings): string =>
  [dayAt(it.at, zone), ...themeOf(it, say)].join(' · ')

/** What it was about, in a word; a question of no theme says so itself. */
export const themeOf = ({ concept, asked }: Omit<Activity, 'at'>, say: Strings): string[] =>
  concept ? [say.concepts[concept]] : asked ? [] : [say.exporting.own]

/** What became of a plan, as far as its maker said. */
export const howItWent = ({ state }: NonNullable<Account['plan']>, zone: Zone, say: Strings): string[] => {
  const it = say.drafts
  return [
    ...(state && state.is !== 'live' ? [it.went(it.outcomes[state.is], dayAt(state.at, zone))] : []),
    ...(state?.helped ? [it.helped, quote(state.helped)] : []),
  ]
}

const fieldsOf = (
  format: DraftFormat,
  { asked, wrote, soWhat, plan }: Account,
  zone: Zone,
  heading: string,
  say: Strings,
): string[] => {
  const it = say.drafts
  const words = it[format]
  const isOpen = !plan?.state || plan.state.is === 'live'
  const toAdd = words.nowWhat.also ?? (isOpen ? it.open : undefined)
  return [
    ...(asked ? [words.askedHeading ? `${heading} ${words.askedHeading}` : it.asked, `**${asked}**`] : []),
    `${heading} ${words.what}`,
    ...wrote.map(quote),
    `${heading} ${words.soWhat.heading}`,
    soWhat ? quote(soWhat) : fillIn(words.soWhat.missing),
    `${heading} ${words.nowWhat.heading}`,
    ...(plan
      ? [it.plan, quote(plan.words), ...howItWent(plan, zone, say), ...(toAdd ? [fillIn(toAdd)] : [])]
      : [fillIn(words.nowWhat.missing)]),
    ...words.more.flatMap((part) => [`${heading} ${part.heading}`, part.lines.join('\n')]),
  ]
}

const listOf = (listed: readonly Activity[], accounts: number, zone: Zone, say: Strings): string[] => {
  const it = say.drafts.profile
  const line = ({ at, concept, asked }: Activity) =>
    `- ${dayAt(at, zone)}: ${it.reflection(concept && say.concepts[concept], asked)}`
  return [
    `## ${it.list}`,
    it.listNote,
    listed.map(line).join('\n'),
    `## ${it.writtenOut}`,
    accounts < fewestWrittenOut ? it.few(accounts) : it.writtenOutNote,
  ]
}

const fillIn = (words: string): string => `[${words}]`
