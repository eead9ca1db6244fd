// The months looked back on: one’s own, and a partnership’s.
import { plural } from './plural.ts'

export const digests = {
  digest: {
    text: (month: string) => `Balcony has your look back on ${month}. Only you can see it.`,
    title: (month: string) => `Your ${month}`,
    replies: (n: number, late: number) =>
      `You wrote ${plural(n, 'reply', 'replies')}${late > 0 ? `, ${late < n ? late : n === 2 ? 'both' : 'all'} of them after the question had closed. ${late === 1 ? 'It counts' : 'They count'} all the same` : ''}.`,
    one: (late: number) =>
      late > 0
        ? 'You wrote 1 reply, after the question had closed. It counts all the same.'
        : 'You wrote 1 reply.',
    none: 'You wrote nothing this month, and that is fine: some months are like that.',
    noneQuestion:
      'If you have a minute now: what one moment of this month would you want to remember? Type it here, and it is kept for you alone.',
    /** Both are days of a look back: one day of two months would read as if a reply could be in either. */
    span: (since: string, to: string) =>
      `From your look back of ${since} to this one of ${to}. Only you can see this.`,
    first: (to: string) => `Your first look back, up to ${to}. Only you can see this.`,
    coverage: 'Where your replies fell',
    coverageLine: (name: string, n: number) => `${'■'.repeat(Math.min(n, 10))} ${name}: ${n}`,
    other: 'Look backs and your own thoughts',
    shortOther: 'Other',
    idea: 'Idea',
    counted: 'Replies',
    count: (name: string, n: number) => `${name} ${n}`,
    inWords: (some: string, none: string) =>
      `In words: ${some}.${none ? ` Nothing this time on: ${none}.` : ''}`,
    plans: (done: number, partly: number, live: number, putDown: number) =>
      `*Your plans:* ${[
        ...(done > 0 ? [`${done} done`] : []),
        ...(partly > 0 ? [`${partly} partly done`] : []),
        ...(live > 0 ? [`${live} still open`] : []),
        ...(putDown > 0 ? [`${putDown} put down`] : []),
      ].join(', ')}.`,
    planIs: {
      done: 'done',
      partly: 'partly done',
      live: 'still open',
      changed: 'put down: you changed your mind',
      dropped: 'put down',
      'put-down': 'put down',
    },
    challenge: {
      live: (name: string) => `*Your challenge:* ${name}.`,
      liveUnnamed: 'You are working on a challenge.',
      parked: (name: string) => `You put *${name}* aside for now.`,
      parkedUnnamed: 'You put a challenge aside for now.',
      closed: (name: string) => `You closed *${name}*.`,
      closedUnnamed: 'You closed a challenge.',
      called: (placed: string) => `You see it as ${placed}.`,
      calledAnew: (before: string, placed: string) =>
        `You saw it as ${before} before; now you see it as ${placed}.`,
    },
    thenAndNow: {
      title: (name: string) => `*Then and now:* ${name}`,
      discreet: (name: string, ago: string) =>
        `*Then and now:* you wrote on *${name}* ${ago}, and again this month. *Open my words* shows the two together.`,
      ago: { 1: 'a month ago', 3: 'three months ago', 12: 'a year ago' },
      earlier: (date: string, ago: string) => `_${date}, ${ago}_`,
      now: (date: string) => `_${date}_`,
      long: 'It is long. *Open my words* shows it.',
    },
    words: '*In your own words*',
    rest: 'The rest is behind *Open my words*.',
    soWhat: '_So what?_',
    quiet: (name: string) => `Quiet of late: *${name}*. It is there if you want it.`,
    /** Citizens who lead have no supervisor, and may have no team. */
    question: (replies: number, isCitizen: boolean) => {
      const who = isCitizen ? 'the people you lead with' : 'your team or supervisor'
      return replies === 1
        ? `Looking at it again: *what do you notice, and what will you take to ${who}?*`
        : `Looking across them: *what pattern do you notice, and what will you take to ${who}?*`
    },
    open: 'Open my words',
    share: 'Share or delete a reply',
    discreet: 'Your words stay out of this message. They are behind *Open my words*.',
    showWords: 'Show them here',
    shown: 'Your own words stand in this message, as you chose.',
    hideWords: 'Take them out',
    preview: (name: string, items: number) =>
      `*${name}*: ${plural(items, 'reply waits', 'replies wait')} for your yes or no before the next digest. Saying nothing keeps ${items === 1 ? 'it' : 'them'} from being posted.`,
    openPreview: 'Look and decide',
    agreed: (name: string, items: number) =>
      `*${name}*: you said yes to ${plural(items, 'reply', 'replies')}. You can look at ${items === 1 ? 'it' : 'them'} again, change ${items === 1 ? 'it' : 'them'} or take ${items === 1 ? 'it' : 'them'} back.`,
    agreedToo: (items: number) => `You said yes to ${items} more.`,
    openAgreed: 'See what you agreed to',
    onlyYou: 'Only you can see this.',
    stillRight: (when: string, zone: string) => `*Is this still right?* ${when} Your time zone: ${zone}.`,
    stillRightHour: (when: string, zone: string) =>
      `*Is this hour still right?* ${when} Your time zone: ${zone}.`,
    change: 'Change it',
  },
  ownWords: {
    title: 'Your own words',
    close: 'Close',
    none: 'No words are kept from this month.',
    soWhat: (text: string) => `_So what?_ ${text}`,
    nowWhat: (text: string) => `_Now what?_ ${text}`,
    free: 'In your own time',
    plan: (text: string, is: string) => `• ${text} (_${is}_)`,
    back: 'Back',
    on: 'Next',
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },
  edition: {
    text: (name: string, month: string) => `The ${month} digest of ${name}, with one question to talk about.`,
    title: (month: string) => `Our ${month}`,
    made: 'Made only of what leaders here chose to share. What is private stays private.',
    themes: (names: string) => `*This month’s themes:* ${names}`,
    band: (from: number, to: number | undefined) =>
      to ? `Between ${from} and ${to} of us added something.` : `${from} or more of us added something.`,
    cycleBand: (from: number, to: number | undefined) =>
      to
        ? `In this round of questions between ${from} and ${to} of us added something.`
        : `In this round of questions ${from} or more of us added something.`,
    about: (fewest: number) => `*What it was about*, for at least ${fewest} of us each:`,
    cycleAbout: (fewest: number) =>
      `*What this round of questions was about*, for at least ${fewest} of us each:`,
    split: '*What we called the challenges that we shared*',
    people: (from: number, to: number | undefined) =>
      to ? `${from} to ${to} of us` : `${from} or more of us`,
    splitLine: (call: string, people: string) => `• ${call}: ${people}`,
    words: '*In our own words*',
    unnamed: 'One of us',
    leftOut: 'There were more words than one message can hold. The longest are left out here.',
    readAll: 'Read all the words',
    allWords: {
      title: 'In our own words',
      close: 'Close',
      intro: (name: string, month: string) =>
        `*${month}* · ${name}. All the words of this digest, as their authors let it have them now.`,
      none: 'There are no words here now.',
      outOfReach:
        'Balcony cannot see who is in this channel just now, so it shows nothing. Please try again in a few minutes.',
    },
    missing:
      '*Whose view is missing?* Think of people who use care, unpaid carers, night staff, home care, housing, the voluntary sector.',
    question: (text: string) => `*A question for us*\n${text}`,
    agenda:
      '*Fifteen minutes together:* What did we expect? What happened? What explains the gap? What will we do next?',
    quiet: 'A quiet month on the page. The question is still worth a talk.',
  },
}
