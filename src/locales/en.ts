// Every word that Balcony says in English. The shape of this object is the type of a locale: views hold no words.
// Short, warm and plain: reading grade 8 or lower, no scolding, no praise that was not earned.
import type { Component, Concept, Level, Nation, Placement } from '../domain/model.ts'

export type Strings = typeof en

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

const concepts: Record<Concept, string> = {
  feeling: 'Ways of feeling',
  perceiving: 'Ways of perceiving',
  thinking: 'Ways of thinking',
  relating: 'Ways of relating',
  doing: 'Ways of doing',
  being: 'Ways of being',
  balcony: 'Get on the balcony',
  identify: 'Identify the challenge',
  regulate: 'Regulate distress',
  attention: 'Maintain attention',
  'give-back': 'Give the work back',
}

const components: Record<Component, string> = {
  intent: 'Wanting to work together',
  conditions: 'Making joint work possible',
  perspectives: 'Weighing different views',
  power: 'Power: who has it, who does not',
  'wider-view': 'Seeing the bigger picture',
  learning: 'Learning and growing',
  complexity: 'Making sense of a messy problem',
}

const levels: Record<Level, string> = {
  senior: 'Senior leader',
  service: 'Service leader',
  team: 'Team leader',
  citizen: 'Citizen leader',
}

const placements: Record<Placement, string> = {
  technical: 'technical',
  adaptive: 'adaptive',
  both: 'some of both',
}

const nations: Record<Nation, string> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
  none: 'None: ignore public holidays',
}

export const en = {
  concepts,
  components,
  levels,
  nations,
  placements,
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  themes: { weekly: '', diagnosis: '', 'look-back': 'Looking back', review: 'The end of a cycle' },

  invitation: {
    text: 'Balcony has an invitation for you.',
    title: 'One good question a week',
    what: (programme: string) =>
      `You are invited to *${programme}*. Once a week Balcony asks you one question about how you lead. It takes about a minute to answer. Each month it brings your own words back to you, to see what you could not see at the time.`,
    whoSees: '*Who can see what you write*',
    onlyYou: 'Only you. No admin, manager or facilitator can read it, or see whether you answer.',
    sharing: (partnerships: string) =>
      `If you ever want to, you can share one reply at a time with ${partnerships}. You see the exact words first, and nothing is posted without your yes.`,
    technically:
      'To be plain: the owners of this Slack workspace, and whoever runs the server that Balcony lives on, could still get at what is stored there.',
    notice: '*Before you write*',
    noticeText:
      'Write what you learned, and keep the facts of incidents elsewhere. These notes have no legal protection, and nobody watches over them: this is not the place to report an incident or a safeguarding worry. They are for your own reflection, and are not used to appraise anyone.',
    answersFor: (who: string) => `*Who answers for it:* ${who}`,
    accept: 'Yes, ask me',
    decline: 'No, thank you',
    eitherWay: 'Either answer is fine, and nobody is told which you gave.',
  },

  welcome: {
    text: 'You are in. Balcony will ask you one question a week.',
    title: 'You are in',
    next: (when: string) =>
      `Your next question comes on ${when}. You can answer with the button, or just type here. What you write stays with you.`,
    noNext: 'Your first question comes when the programme starts.',
    askNow: 'Ask me one now',
    nothingToAsk: 'There is no question to be had just now. Your Home tab shows when the next one comes.',
    partnership: (name: string) =>
      `Each month *${name}* gets a short digest, made only of what its leaders chose to share. Taking part shares nothing by itself.`,
    takesPart: (name: string) =>
      `You take part in the digest of *${name}*. Each reply stays private until you say otherwise.`,
  },
  declined: {
    text: 'That is fine. Balcony will not write to you again.',
    body: 'That is fine, and thank you for saying so. Balcony will not write to you again. If you ever change your mind, the button below is yours.',
    accept: 'I have changed my mind',
  },

  prompt: {
    text: (question: string) => `Balcony’s question for this week: ${question}`,
    thisWeek: 'This week',
    reply: 'Write a reply',
    another: 'Another question',
    notThisWeek: 'Not this week',
    withChallenge: (name: string | undefined) =>
      name
        ? `You could think of it with *${name}* in mind.`
        : 'You could think of it with your live challenge in mind.',
    orType: (until: string) => `Or just type your answer here. Only you will see it. Open until ${until}.`,
    skipped: 'Left for this week. The next question comes next week.',
    closed: 'This one has closed. You can still answer it if you like.',
    missed: 'This question is no longer open.',
    openReply: 'Read or change it',
  },
  reminder: {
    text: (question: string) => `Still open, if it helps: ${question}`,
    body: (question: string, until: string) =>
      `Still open until ${until}, if you have a minute:\n>${question}\nIf not, that is fine. This is the only reminder.`,
  },
  seen: {
    onlyYou: 'Only you can see it.',
    theme: (name: string) =>
      `Its theme may be counted for ${name}, once you say yes at the preview. Nobody else sees your words.`,
    words: (name: string, named: boolean) =>
      `Its words may be posted to ${name} ${named ? 'with' : 'without'} your name, once you say yes at the preview. Until then only you can see them.`,
    approved: (name: string) => `You said yes to sharing it with ${name}.`,
    late: 'It came after the question closed, and it counts all the same.',
  },
  lookBack: {
    readAndSay: 'Read my words',
    differently: 'I see it differently',
    same: 'The same',
    notToday: 'Not today',
    notAgain: 'Not these words again',
    discreet: 'Your words from then are behind the first button: nobody sees them here.',
    saidSame: 'You see it the same. That is worth knowing too.',
    words: (when: string) => `*What you wrote on ${when}*`,
    now: 'What do you see now?',
  },
  plan: {
    ask: (shown: boolean) =>
      shown ? '*You had a plan. How did it go?*' : '*You made a plan for about now. How did it go?*',
    choose: 'Choose',
    outcomes: {
      done: 'Done',
      partly: 'Partly',
      'not-yet': 'Not yet',
      changed: 'Changed my mind',
      dropped: 'Drop it',
    },
    read: 'Read my plan',
    helped: 'What helped?',
    said: {
      done: 'Your plan: done.',
      partly: 'Your plan: partly done.',
      changed: 'Your plan: you changed your mind.',
      dropped: 'Your plan: dropped.',
      'put-down': 'Your plan is put down. Plans may end like that.',
    },
    notYet: 'Your plan: not yet. Balcony asks once more, and then lets it be.',
    title: 'Your plan',
    save: 'Save',
    close: 'Close',
    how: 'How did it go?',
    what: 'What helped, or got in the way?',
    made: (when: string) => `You made it on ${when}.`,
  },
  anotherTime: {
    title: 'Your day and hour',
    save: 'Save',
    cancel: 'Cancel',
    weekday: 'Day',
    time: 'Hour',
    hint: 'In your own time zone, from the next question on.',
  },
  rest: {
    text: 'Balcony asks what would suit you.',
    offer: '*Three questions have gone by.* That happens, and nothing is wrong. What would suit you now?',
    again: '*A new round of questions begins this week.* Would you like to start again?',
    carryOn: 'Carry on weekly',
    startAgain: 'Start again',
    everyOtherWeek: 'Every other week',
    pauseForAMonth: 'Pause for four weeks',
    anotherTime: 'Another day or hour',
    leave: 'Leave',
    leaveConfirm: {
      title: 'Leave Balcony?',
      text: 'Nothing more is sent. What you wrote stays yours, in your Home.',
      confirm: 'Leave',
      deny: 'Stay',
    },
    orNothing: 'If you choose nothing, Balcony stays quiet.',
    chose: {
      active: 'Good. Balcony asks you again.',
      paused: 'Balcony is quiet until your pause ends, and then asks again.',
      left: 'You have left. Thank you for the time you gave it.',
    },
  },
  receipt: {
    text: 'Balcony has saved your reply.',
    answer: 'Saved as your reply.',
    added: 'Added to your reply.',
    'so-what': 'Kept with your reply.',
    'now-what': 'Kept as your plan. Balcony will ask how it went.',
    textAsking: 'Balcony has saved your reply, and has one small question.',
    soWhat: (question: string) => `*So what?* ${question} _Answer in this thread, if you like._`,
    nowWhat:
      '*Now what?* A small plan, if you have one: When …, I will …, by … _Answer in this thread, if you like._',
    enough: 'Done',
    free: 'Saved as a reflection of its own.',
    open: 'Open it',
  },

  reply: {
    title: 'Your reply',
    save: 'Save',
    cancel: 'Cancel',
    what: 'Your answer',
    whatHint: 'About 40 words is plenty. Only you can see it.',
    more: 'Anything to add?',
    part: (n: number) => (n === 1 ? 'What you wrote' : `What you added (${n})`),
    tooLong: 'This part is longer than a form can hold. You can edit it where you typed it.',
    earlier: (n: number) =>
      `${plural(n, 'earlier part is', 'earlier parts are')} kept, and not shown here: a form holds no more. You can edit ${n === 1 ? 'it' : 'them'} where you typed.`,
    soWhat: (question: string | undefined) => `So what? ${question ?? 'What does it tell you?'}`,
    nowWhat: 'Now what? A small plan',
    nowWhatHint: 'If you like: When …, I will …, by …',
    about: 'What was this about?',
    aboutHint: 'Counted only if you share it below, and only when enough others tapped the same.',
    share: (name: string) => `Share with ${name}?`,
    shareHint: 'Nothing is posted until you have seen it in a preview and said yes.',
    by: 'Ask me about the plan after',
    challengeName: 'Give your challenge a name',
    challengeNameHint: 'A few words that mean something to you. Later questions come back to it.',
    challengePlaced: 'Is it technical, adaptive, or both?',
    challengeAgain: (name: string) => `Looking at “${name}” today, is it technical, adaptive, or both?`,
    challengeHint:
      'Technical: the solution is known, and expertise will do. Adaptive: people must change what they value, believe or do.',
    challengeThen: 'And from here?',
    challengeThens: { live: 'Keep working on it', parked: 'Park it for now', closed: 'It is done' },
    recall: (name: string) => `Your challenge: *${name}*`,
    empty: 'There is nothing here yet. Write a line or two, or close this with Cancel.',
  },
  choices: {
    private: 'Private: only me',
    theme: 'Add its theme: counted, no words',
    named: 'Share these words, with my name',
    unnamed: 'Share these words, without my name',
  },

  takePart: {
    title: 'Take part',
    submit: 'Take part',
    cancel: 'Not now',
    what: (name: string) =>
      `Once a month *${name}* gets a short digest in its channel, made only of what its leaders chose to share. Taking part shares nothing by itself: every reply stays private until you choose otherwise.`,
    preview:
      'Three working days before it is posted, you see your own part exactly as it would appear. You can change it, keep it private, or say yes. If you say nothing, it is not posted.',
    audience: (people: number, isPrivate: boolean) =>
      `${plural(people, 'person', 'people')} can read ${isPrivate ? 'this private channel' : '*this public channel*, and anyone in the workspace can join'}. People who join later can read back.`,
    shared:
      'The channel is shared with another organisation, whose own rules on keeping messages apply to its copy.',
    figures: (contributors: number, others: number) =>
      `Themes are counted only where at least ${contributors} people added to them and at least ${others} did not, and never as exact numbers.`,
    unnamed:
      'Words without your name appear only beside those of at least two others. Colleagues may still know your way of writing.',
    later:
      'You can change your mind at any time. Your words then leave the posted digest, though people may have copied them.',
    outOfReach:
      'Balcony cannot see who is in that channel just now, so it cannot ask for your yes. Please try again later, or ask your admin whether Balcony is still in the channel.',
  },

  preview: {
    title: 'Your part in it',
    submit: 'Yes, like this',
    cancel: 'Not now',
    intro: (name: string) =>
      `This is what *${name}* would see. Change what you like. Nothing is posted unless you press *Yes, like this*.`,
    words: 'Your words, as they would be posted',
    choice: 'What may be shared',
    theme: 'Its theme would be counted. None of your words would be posted.',
    tooLong: 'These words are too long for a form. Share the theme, or shorten them where you typed them.',
    nothing: 'There is nothing waiting for your yes.',
    recognised: 'Could anyone be recognised from this? If so, change it or keep it private.',
    empty: 'Write what may be shared, or choose to keep it private.',
  },

  digest: {
    text: (month: string) => `Balcony has your look back on ${month}. Only you can see it.`,
    title: (month: string) => `Your ${month}`,
    replies: (n: number, late: number) =>
      `You wrote ${plural(n, 'reply', 'replies')}${late > 0 ? `, ${late === n ? 'all' : late} of them after the question had closed. They count all the same` : ''}.`,
    one: (late: number) =>
      late > 0
        ? 'You wrote 1 reply, after the question had closed. It counts all the same.'
        : 'You wrote 1 reply.',
    none: 'You wrote nothing this month, and that is fine: some months are like that.',
    noneQuestion: 'If you have a minute now: what one moment of this month would you want to remember?',
    plans: (n: number) => `You made ${plural(n, 'small plan', 'small plans')}.`,
    coverage: 'Where your replies fell',
    coverageLine: (name: string, n: number) => `${'■'.repeat(Math.min(n, 10))} ${name}: ${n}`,
    other: 'Looking back, and your own',
    quiet: (name: string) => `Quiet so far: *${name}*. It is there if you want it.`,
    question: (replies: number) =>
      replies === 1
        ? 'Looking at it again: *what do you notice, and what will you take to your team or supervisor?*'
        : 'Looking across them: *what pattern do you notice, and what will you take to your team or supervisor?*',
    open: 'Open my words',
    preview: (name: string, items: number) =>
      `*${name}*: ${plural(items, 'reply waits', 'replies wait')} for your yes or no before the next digest. Saying nothing keeps ${items === 1 ? 'it' : 'them'} from being posted.`,
    openPreview: 'Look and decide',
    onlyYou: 'Only you can see this.',
  },
  ownWords: {
    title: 'Your own words',
    close: 'Close',
    none: 'No words in this month.',
    soWhat: (text: string) => `_So what?_ ${text}`,
    nowWhat: (text: string) => `_Now what?_ ${text}`,
    free: 'In your own time',
    more: (n: number) =>
      `${plural(n, 'more reply is', 'more replies are')} not shown here: there is no more room.`,
  },

  edition: {
    text: (name: string, month: string) => `The ${month} digest of ${name}, with one question to talk about.`,
    title: (month: string) => `Our ${month}`,
    made: 'Made only of what leaders here chose to share. What is private stays private.',
    themes: (names: string) => `*This month’s themes:* ${names}`,
    band: (from: number, to: number | undefined) =>
      to ? `Between ${from} and ${to} of us added something.` : `${from} or more of us added something.`,
    about: (fewest: number) => `*What it was about*, for at least ${fewest} of us each:`,
    words: '*In our own words*',
    unnamed: 'One of us',
    leftOut: 'There were more words than one message can hold. The longest are left out here.',
    missing:
      '*Whose view is missing?* Think of people who use care, unpaid carers, night staff, home care, housing, the voluntary sector.',
    question: (text: string) => `*A question for us*\n${text}`,
    agenda:
      '*Fifteen minutes together:* what did we expect · what happened · what explains the gap · what will we do next',
    small: 'A group of this size gets no figures: they would say too much about each of us.',
    quiet: 'A quiet month on the page. The question is still worth a talk.',
  },

  home: {
    title: 'Your balcony',
    stranger:
      'Balcony asks people who lead health and social care one good question a week. You are not part of a programme here yet. If you would like to be, ask an admin of this workspace.',
    invited: 'You have an invitation waiting in Messages. Nothing happens until you answer it.',
    declined: 'You said no to Balcony, and it leaves you alone. If you change your mind, tell it here.',
    next: (when: string) => `*Next question:* ${when}`,
    paused: (until: string) => `You pause until ${until}. Questions start again by themselves.`,
    resting: 'Balcony is quiet, as nothing came back for a while. Answer any time, or choose below.',
    left: 'You have left Balcony. What you wrote is still yours, below.',
    challenge: (name: string, placed: string | undefined) =>
      `*Your challenge:* ${name}${placed ? ` (${placed})` : ''}`,
    schedule: (weekday: string, time: string, everyWeeks: number) =>
      `You are asked on ${weekday}s at ${time}${everyWeeks === 2 ? ', every other week' : ''}.`,
    changeSchedule: 'Another day or hour',
    words: 'My own words in Balcony’s messages',
    wordsOff: 'Never: only in forms that I open',
    wordsOn: 'Yes, show them',
    wordsConfirm: {
      title: 'Show your words?',
      text: 'Your plans and look backs would then stand in this conversation. The workspace’s owners may be able to export it, and whoever holds your phone can read it.',
      confirm: 'Save',
      deny: 'Cancel',
    },
    nextDigest: (when: string) => `*Next look back:* ${when}`,
    open: (question: string, until: string) => `*Open until ${until}*\n${question}`,
    coverage: (n: number) => `*Where your replies fell* (${plural(n, 'reply', 'replies')} in all)`,
    nothingYet: 'Nothing yet. Your replies will gather here, by theme.',
    months: 'Your own words, month by month',
    openMonth: 'Open a month',
    partnerships: 'Sharing with your partnership',
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
    settings: 'Settings',
    level: 'Word my questions for',
    anyLevel: 'Everyone',
    privacy:
      'What you write here is seen by you alone, unless you choose to share it. The owners of this Slack workspace, and whoever runs the server, could technically get at what is stored.',
  },
  admin: {
    title: 'For admins',
    intro:
      'You set up who is asked and when. You cannot see what anyone writes, whether they answer, or whether they take part.',
    make: 'New programme',
    none: 'There is no programme yet. Make one, and its people are invited.',
    programme: (it: { name: string; weekday: string; time: string; startsOn: string; invited: number }) =>
      `*${it.name}*\n${it.weekday}s at ${it.time}, each in their own time zone, from ${it.startsOn}. ${plural(it.invited, 'person', 'people')} invited.`,
    inChannel: (channel: string) => `Digest in <#${channel}>.`,
    earlier: (n: number) => `${plural(n, 'earlier programme is', 'earlier programmes are')} not shown here.`,
    doubt: (name: string, month: string) =>
      `*Did the ${month} digest appear in ${name}?* Slack did not answer in time, and Balcony may not read that channel.`,
    appeared: 'Yes, it is there',
    postAgain: 'No, post it',
    form: {
      title: 'New programme',
      submit: 'Make it',
      cancel: 'Cancel',
      name: 'Name',
      nameHint: 'People see it in their invitation.',
      people: 'People',
      peopleHint: 'Each gets one invitation, and nothing else until they accept. You will not see who does.',
      weekday: 'Weekday',
      time: 'Time',
      timeHint: 'In each person’s own time zone.',
      startsOn: 'Starts on',
      channel: 'Partnership channel',
      channelHint:
        'A private channel for the monthly shared digest. Invite Balcony to it first: /invite @Balcony',
      nation: 'Public holidays of',
      answersFor: 'Who answers for what people write?',
      answersForHint: 'The organisation and a privacy contact. People see this before they accept.',
      errors: {
        past: 'That day has passed. Choose today or later.',
        nobody: 'Choose at least one person.',
        'name-taken': 'There is a programme of this name already. Choose another name.',
        'channel-out-of-reach':
          'Balcony is not in that channel. Type /invite @Balcony there, then try again.',
        'channel-public':
          'That channel is public: anyone in the workspace could read what people share. Choose a private channel.',
      },
    },
    notAllowed: 'Only an admin of this workspace can do that.',
  },

  help: {
    text: 'What Balcony does, and how to use it.',
    body: [
      '*Balcony* asks you one question a week about how you lead, and keeps your answers for you.',
      '• To answer, press *Write a reply* under the question, or just type in this conversation.',
      '• To change an answer, edit your message, or press *Read or change it*.',
      '• Your replies are private. You can share one at a time with your partnership, from the reply itself.',
      '• Your *Home* tab shows what comes next, where your replies fell, and your settings.',
      'Balcony does not watch over what you write. If you are worried about someone’s safety, follow your organisation’s safeguarding steps.',
    ].join('\n'),
    unknown: (typed: string) => `Balcony does not know “${typed}” yet. This is what it can do:`,
  },

  trouble: {
    title: 'Sorry',
    close: 'Close',
    retry: 'This could not be saved just now. What you wrote is still here: please press the button again.',
    old: 'That button belongs to something that has moved on. Your Home tab shows how things stand now.',
    fault: (id: string) =>
      `Something went wrong on our side, and it is not your doing. Please try again in a minute. If it happens again, tell whoever runs Balcony this number: ${id}. It says nothing about what you wrote.`,
  },
}
