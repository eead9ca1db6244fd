// What its writer should look at before a reply is used for anything, and where to turn. For the writer alone.
import type { IdentifierKind } from '../../domain/safe-to-write.ts'

const kinds: Record<IdentifierKind, string> = {
  'nhs-number': 'an NHS number',
  'date-of-birth': 'a date of birth',
  phone: 'a phone number',
  email: 'an e-mail address',
  postcode: 'a postcode',
  'national-insurance': 'a National Insurance number',
  mention: 'a mention of someone',
  name: 'someone’s name',
  own: 'a number that your organisation keeps private',
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

export const caution = {
  caution: {
    kinds,
    title: 'Saved, just for you',
    close: 'Close',
    found: (names: readonly string[]) => `*One thing to look at:* there may be ${listed(names)} in it.`,
    recognised:
      'Could anyone be recognised? Until you change it, or say that it is fine, it is kept for you alone and used for nothing else.',
    always: 'Please take that out. Until you do, it is kept for you alone and used for nothing else.',
    stays: {
      'with-us':
        'The message that you typed stays in Slack, as you typed it, until you edit or delete it there.',
      elsewhere:
        'Your message stays where you wrote it in Slack, for all who can read it there, until you edit or delete it.',
    },
    setAsideOnly: 'This reply is kept for you alone, and used for nothing else unless you say so.',
    confirmed: 'You have looked at it: nobody could be recognised. It may be used like any other reply.',
    use: 'It is fine to use',
    setAside: 'Set it aside again',
    change: 'Change it',
    help: '*If today is a hard day, you need not carry it alone.* Nobody is told what you wrote. Here is where to turn:',
    place: (it: { name: string; says: string; contact: string }) => `*${it.name}:* ${it.contact}. ${it.says}`,
    helpText: 'Balcony has something for you.',
    banner: 'This reply is set aside: only you can read it, and it is used for nothing else.',
    bannerLacks:
      'You changed it after the backup that had to be put back. What you took out then stays out: there is […] in its place. What you wrote instead is lost. Write it anew, if you wish.',
    bannerUse: 'Use it as usual',
    bannerAlways: 'It holds an NHS number or a date of birth. Take that out, and it can be used again.',
    tickLabel: 'Checked?',
    tick: 'I have checked: nobody could be recognised from these words',
    stop: (names: readonly string[]) =>
      `There may be ${listed(names)} in these words. Change them, keep them private, or tick below that you have checked.`,
    teamStop: (names: readonly string[]) =>
      `There may be ${listed(names)} in these words. Change them, or tick below that you have checked.`,
    teamStopAlways: 'There is an NHS number or a date of birth in these words. Please take it out.',
    teamStopNeutral: 'Please read these words once more. Change them, or tick below that you have checked.',
    stopAlways:
      'There is an NHS number or a date of birth in these words. Take it out, or keep them private.',
    stopNeutral:
      'Please read these words once more. Change them, keep them private, or tick below that you have checked.',
  },
}
