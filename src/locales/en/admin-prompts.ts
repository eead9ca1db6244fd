// The questions and their packs, as admins look through them.
import type { Depth, PromptKind, Valence } from '../../domain/prompt.ts'
import { plural } from './plural.ts'

const kinds: Record<PromptKind, string> = {
  weekly: 'Weekly',
  diagnosis: 'Placing a challenge',
  'look-back': 'Looking back',
  review: 'End of a cycle',
  team: 'For a partnership to talk about',
}

const depths: Record<Depth, string> = { light: 'light', deep: 'goes deep' }
const valences: Record<Valence, string> = {
  strength: 'what went well',
  neutral: 'neither good nor bad',
  difficulty: 'what was hard',
}

const tags = {
  adaptive: 'adaptive leadership',
  integrative: 'bringing views together',
  collective: 'leading as a group',
  lateral: 'leading without rank',
  'clear-purpose': 'a clear purpose',
  'institutional-support': 'backing from above',
  'team-leadership': 'leading a team',
  'collaborative-spaces': 'room to work together',
  'person-centred': 'around the person',
  'role-diversity': 'different roles',
  'outward-looking': 'looking outward',
  'evidence-focused': 'using evidence',
  'long-term-investment': 'citizens: time and money for long',
  'paid-and-costs-met': 'citizens: paid, and costs met',
  'committed-clinicians': 'citizens: clinicians who mean it',
  'legal-duties': 'citizens: what the law asks',
  'supportive-systems': 'citizens: a system that helps',
  'shared-learning': 'citizens: learning together',
  'professional-opinion-first': 'citizens: experts speak first',
  tokenism: 'citizens: there for show',
  'safe-participants-only': 'citizens: only the easy ones are asked',
  'practical-exclusion': 'citizens: kept out by practical things',
  'changing-circumstances': 'citizens: lives that change',
  'change-for-its-own-sake': 'citizens: change for its own sake',
  culture: 'culture',
  followership: 'following well',
  succession: 'who comes next',
  'identity-loss': 'losing who one was',
  'self-interest': 'own interests',
  'performance-pressure': 'pressure to perform',
  'voices-from-below': 'voices from below',
}

export const adminPrompts = {
  adminPrompts: {
    area: (on: number, off: number) =>
      `*Questions*\n${plural(on, 'question is', 'questions are')} in use${off > 0 ? `, and ${off} switched off` : ''}.`,
    open: 'See the questions',
    title: 'Questions',
    intro:
      'Switch off what does not fit here. It counts for everyone from their next question on. A question that is open stays as it is.',
    search: 'Search',
    concept: 'Theme',
    allConcepts: 'Every theme',
    kind: 'Kind',
    allKinds: 'Every kind',
    kinds,
    level: 'Worded for',
    anyLevel: 'Any level',
    everyone: 'Everyone',
    depths,
    valences,
    tags,
    nothing: 'Nothing here matches. Try fewer words, or another theme.',
    found: (n: number, page: number, pages: number) =>
      `${plural(n, 'question', 'questions')}${pages > 1 ? `, page ${page} of ${pages}` : ''}`,
    isOff: 'Switched off.',
    switchOff: 'Switch off',
    switchOn: 'Switch on',
    earlier: 'Back',
    further: 'More',
    shortOf: (theme: string, level: string, left: number) =>
      `*${theme}* has ${plural(left, 'question', 'questions')} left for a ${level.toLowerCase()}.`,
    noLight: 'None of them is light, so two deep ones may follow one another. Switch on a light one.',
    comesAgain: 'So one may come twice within 18 months. Six or more are enough.',
    moreShort: (n: number) => `${plural(n, 'more theme is', 'more themes are')} short.`,
    openPacks: 'Packs and coverage',
    packsTitle: 'Packs',
    packs: '*Packs in use*',
    shipped: 'Balcony’s own',
    pack: (name: string, prompts: number, off: number) =>
      `• ${name}: ${plural(prompts, 'question', 'questions')}${off > 0 ? `, ${off} switched off` : ''}`,
    coverage: '*Questions on each theme*',
    theme: (theme: string, on: number, all: number) => `• ${theme}: ${on}${on < all ? ` of ${all}` : ''}`,
    readNote:
      'Whoever runs the server keeps the packs as files. When one has changed, have it read again. If a file has a fault, the questions stay as they are.',
    readPacks: 'Read the packs again',
    readAgain: '*The packs were read again.* What you see here is what is asked from now on.',
    faults: (n: number) =>
      `*${plural(n, 'thing', 'things')} must be mended first.* The questions stay as they were. Tell whoever keeps the files:`,
    fault: (file: string, line: number | undefined, says: string) =>
      `*${file}${line === undefined ? '' : `, line ${line}`}*\n${says}`,
    moreFaults: (n: number) => `${plural(n, 'more fault is', 'more faults are')} not shown.`,
  },
}
