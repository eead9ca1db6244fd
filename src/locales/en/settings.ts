// One's own settings.
import { plural } from './plural.ts'

export const settings = {
  settings: {
    title: 'Your settings',
    save: 'Save',
    cancel: 'Cancel',
    level: 'Word my questions for',
    anyLevel: 'Everyone',
    called: 'What do you call yourself?',
    calledHint: 'In your own words, if you like: Ward sister, Carer, Parish councillor.',
    weekday: 'Day',
    time: 'Hour',
    every: 'How often',
    everyWeeks: { 1: 'Every week', 2: 'Every other week' },
    zone: 'Time zone',
    fromSlack: 'Slack',
    asInSlack: (zone: string | undefined) => (zone ? `As in Slack (${zone})` : 'As in Slack'),
    nation: 'Public holidays of',
    nationHint: 'Nothing is asked on these days.',
    quietFrom: 'Quiet from',
    quietUntil: 'Quiet until',
    quietHint:
      'Balcony starts nothing in these hours. A reminder that you ask for still comes. Leave both empty for none.',
    words: 'My own words in Balcony’s messages',
    wordsOff: 'Never: only in forms that I open',
    wordsOn: 'Yes, show them',
    wordsHint:
      'If shown, the workspace’s owners may be able to export them, and whoever holds your phone can read them.',
    keep: 'Keep my replies for',
    keepMonths: { 3: '3 months', 12: '12 months', 24: '2 years', 36: '3 years', 60: '5 years' },
    keepHint: 'Appraisal and revalidation come round every two, three or five years.',
    confirmKeep: 'Delete them?',
    tickKeep: (n: number) => `Yes, delete ${plural(n, 'older reply', 'older replies')} now`,
    wouldDelete: (n: number) =>
      `*${plural(n, 'reply is', 'replies are')} older than that.* Tick the box at the end to delete ${n === 1 ? 'it' : 'them'} now, or keep them for longer. Balcony’s backups hold what goes for up to 35 days.`,
    bothQuiet: 'Fill in both quiet hours, or neither.',
    quietAtHour: 'Your own hour falls in your quiet hours. Change one of them.',
    lookAtTitle: '*Nothing is saved yet.* Please look once more at what you call yourself.',
    notAsked: 'Nothing is asked of you just now, so there is no day or hour to choose.',
    notYet: 'You do not take part just now. Your Home tab shows how things stand.',
  },
}
