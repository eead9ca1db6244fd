// The Home tab of someone who takes part.
import { plural } from './plural.ts'

export const home = {
  home: {
    title: 'Your balcony',
    stranger:
      'Balcony asks people who lead health and social care one good question a week. You are not part of a programme here yet. If you would like to be, ask an admin of this workspace.',
    invited:
      'You are named for a programme here. Its invitation is in Messages, or will come there. Nothing happens until you answer it.',
    declined: 'You said no, and Balcony leaves you alone. If you change your mind, press the button.',
    next: (when: string) => `*Next question:* ${when}`,
    paused: (until: string) => `You pause until ${until}. Questions start again by themselves.`,
    /** In an admin’s own words. */
    programmePaused: (name: string, until: string, reason: string) =>
      `*${name}* pauses until ${until}: “${reason}”`,
    resting: 'Balcony is quiet, as nothing came back for a while. Answer any time, or choose below.',
    noProgramme:
      'You are in no programme now, so nothing is asked of you. What you wrote is yours. If you would like to be asked again, talk to an admin of this workspace.',
    left: 'You have left Balcony. What you wrote is still yours, below.',
    /** Without its name, where they keep their words out of what stays in Slack. */
    earlierChallenges: (n: number) =>
      `You have ${plural(n, 'challenge', 'challenges')} that you parked or finished.`,
    challenge: (name: string | undefined, placed: string | undefined) =>
      `${name ? `*Your challenge:* ${name}` : '*You are working on a challenge*'}${placed ? ` (${placed})` : ''}`,
    schedule: (weekday: string, time: string, everyWeeks: number) =>
      `You are asked on ${weekday}s at ${time}${everyWeeks === 2 ? ', every other week' : ''}.`,
    rhythm: (when: string) => `When you are asked: ${when}.`,
    wordedFor: (level: string | undefined) =>
      level ? `Your questions are worded for: ${level}.` : 'Your questions are worded for everyone.',
    wordsAre: {
      discreet: 'Your own words stand only in forms that you open.',
      shown: 'Balcony’s messages may show your own words.',
    },
    showWords: 'Show my words in messages',
    hideWords: 'Keep my words out of messages',
    wordsConfirm: {
      title: 'Show your words?',
      text: 'Your plans and look backs would then stand in this conversation. The workspace’s owners may be able to export it, and whoever holds your phone can read it.',
      confirm: 'Show them',
      deny: 'Cancel',
    },
    nextDigest: (when: string) => `*Next look back:* ${when}`,
    open: (question: string, until: string) => `*Open until ${until}*\n${question}`,
    plans: 'Your open plans',
    planOf: (date: string) => `A plan · ${date}`,
    planDue: (date: string) => `Asked about after ${date}`,
    morePlans: (n: number) => `${plural(n, 'more plan stands', 'more plans stand')} in your history.`,
    /** The day may read “today” or “yesterday”, so it stands by itself. */
    sinceLookBack: (day: string | undefined) =>
      day ? `*Since your last look back* (${day})` : '*Before your first look back*',
    soFar: (n: number) => `You wrote ${plural(n, 'reply', 'replies')}.`,
    nothingSoFar: 'Nothing so far, and that is fine.',
    coverage: (n: number) => `*Where your replies fell* (${plural(n, 'reply', 'replies')} in all)`,
    quietSoFar: (names: readonly string[]) => `_Quiet so far:_ ${names.join(' · ')}`,
    lackingWords: (n: number) =>
      `*A backup of Balcony had to be put back.* ${plural(n, 'reply of yours lacks', 'replies of yours lack')} words that you changed since. Look in your history, where ${n === 1 ? 'it says' : 'they say'} “some words are missing”.`,
    nothingYet: 'Nothing yet. Your replies will gather here, by theme.',
    openMonth: 'Open a month',
    partnerships: 'Sharing with your partnership',
    sharingTitle: 'Sharing',
    morePartnerships: (n: number) =>
      `${plural(n, 'more partnership of yours is', 'more partnerships of yours are')} in a window of ${n === 1 ? 'its' : 'their'} own.`,
    allPartnerships: 'See all',
    noPartnership: 'You take part in no digest now.',
    optedIn: (name: string) =>
      `You take part in the digest of *${name}*. Each reply stays private until you choose otherwise.`,
    optedOut: (name: string) => `You do not take part in the digest of *${name}*.`,
    takePart: 'Take part',
    stop: 'Stop taking part',
    stopConfirm: {
      title: 'Stop taking part?',
      text: 'Your words leave the digests that were posted, and nothing more is shared. People may have copied what they read.',
      confirm: 'Stop',
      deny: 'Keep it',
    },
    waiting: (items: number) => `${plural(items, 'reply waits', 'replies wait')} for your yes or no.`,
    agreed: (items: number) =>
      `You said yes to ${plural(items, 'reply', 'replies')}. ${items === 1 ? 'It is' : 'They are'} not in a digest yet.`,
    agreedToo: (items: number) =>
      `You said yes to ${items} more, which ${items === 1 ? 'is' : 'are'} not in a digest yet.`,
    settings: 'Settings',
    allSettings: 'All settings',
    yours: 'All that you wrote is yours: take it with you, or have it deleted.',
    yoursWithoutReplies:
      'Balcony keeps your settings and what you were asked. Take that with you, or have it deleted.',
    yoursOnlyInvited:
      'All that Balcony keeps of you is that you were invited. You can have that deleted too.',
    turn: '*Where to turn on a hard day*',
    privacy:
      'What you write here is seen by you alone, unless you choose to share it. The owners of this Slack workspace, and whoever runs the server, could technically get at what is stored.',
  },
}
