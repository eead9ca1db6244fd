// An admin's programmes: how they stand in Home, the form in which they are made and changed, and what a change does.
import cronstrue from 'cronstrue'
import { plural } from './plural.ts'

const people = (n: number) => plural(n, 'person', 'people')
const invitedTo = (n: number) => plural(n, 'person invited to it is', 'people invited to it are')
const listed = (all: string[]) =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`

/** What people are told before they say yes. */
const facts = {
  answersFor: 'who answers for what people write',
  privacyContact: 'who looks after privacy',
  purpose: 'what it is for',
  paid: 'what citizens are paid',
  support: 'whom citizens can call for support',
}

export const adminProgrammes = {
  rhythm: {
    weekly: (day: string, time: string) => `Every ${day} at ${time}`,
    fortnightly: (day: string, time: string) => `Every other ${day} at ${time}`,
    weekdays: (days: string[], time: string) => `Every ${listed(days)} at ${time}`,
    /** cronstrue’s words: “At 09:00, on the last Friday of the month”. */
    cron: (expression: string) =>
      cronstrue.toString(expression, { use24HourTimeFormat: true, logicalAndDayFields: true }),
    leader: 'each in their own time zone',
    programme: (zone: string) => `${zone.replaceAll('_', ' ')} time`,
  },
  programmes: {
    area: 'Programmes',
    none: 'There is no programme yet. Make one, and its people are invited.',
    make: 'New programme',
    /** `starts` and `ends` are dates in words. */
    line: (it: { name: string; rhythm: string; clock: string; invited: number }) =>
      `*${it.name}*\n${it.rhythm}, ${it.clock}. ${people(it.invited)} invited.`,
    starts: (date: string) => `It starts on ${date}.`,
    ends: (date: string) => `Its last day is ${date}.`,
    ended: (date: string) => `It ended on ${date}. Nothing was deleted.`,
    paused: (until: string, reason: string) => `Paused until ${until}: ${reason}.`,
    inChannel: (channel: string) => `Digest in <#${channel}>.`,
    follows: (channel: string) => `Its people are the members of <#${channel}>.`,
    lost: (channel: string) =>
      `Its people were the members of <#${channel}>. Balcony cannot see who is in there any more, so they stay as they were. Type \`/invite @Balcony\` there, or press Edit and choose others.`,
    unfinished: (missing: readonly (keyof typeof facts)[]) =>
      `Nobody new is invited until it says ${listed(missing.map((it) => facts[it]))}. People are told before they say yes.`,
    asksNothing: 'It asks nothing: none of its packs is in use. Press Edit, and choose others under Packs.',
    fillIn: 'Say what is missing',
    more: (n: number) =>
      `${plural(n, 'more programme stands', 'more programmes stand')} in a window of ${n === 1 ? 'its' : 'their'} own: press *See all*.`,
    seeAll: 'See all',
    edit: 'Edit',
    copy: 'Copy',
    preview: 'Preview',
    test: 'Send me a test',
    end: 'End',
    startAgain: 'Start again',
    endConfirm: {
      title: 'End this programme?',
      text: (n: number) =>
        `${invitedTo(n)} asked no more. Open questions can still be answered, people look back on this month once more, and nothing is deleted. You can start it again at any time.`,
      confirm: 'End it',
      deny: 'Go on with it',
    },
    startConfirm: {
      title: 'Start it again?',
      text: (n: number, next: string | undefined) =>
        `${invitedTo(n)} asked again. ${next ? `The next questions go out on ${next}.` : 'With these settings no question would be asked: press Edit first.'}`,
      confirm: 'Start it',
      deny: 'Leave it as it is',
    },
    gone: 'That programme is not there any more. Open Home again to see what is.',
  },
  programmeForm: {
    titles: { create: 'New programme', edit: 'Edit programme', copy: 'Copy programme' },
    submit: { create: 'Make it', edit: 'See what changes', copy: 'Make it' },
    cancel: 'Cancel',
    headings: {
      who: 'Who',
      when: 'When',
      what: 'What is asked',
      care: 'Leaving people alone',
      told: 'What people are told',
      toldHint: 'It stands in their invitation, before they say yes.',
    },
    name: 'Name',
    nameHint: 'People see it in their invitation.',
    source: 'Its people',
    sources: { named: 'People whom I name', channel: 'The members of a channel, as they come and go' },
    people: 'People',
    peopleHint: 'Each gets one invitation, and nothing else until they accept. You will not see who does.',
    follows: 'Members of',
    followsHint:
      'Invite Balcony to it first: /invite @Balcony. Who joins is invited; who leaves is asked no more. Bots and people of other organisations are left out.',
    followed: (n: number) =>
      n === 1
        ? 'One person is in it now, and gets an invitation.'
        : `${n} people are in it now. Each gets an invitation.`,
    kind: 'How often',
    kinds: {
      weekly: 'Once a week',
      fortnightly: 'Every other week',
      weekdays: 'On chosen weekdays',
      cron: 'By a cron expression',
    },
    weekday: 'Weekday',
    weekdays: 'Weekdays',
    weekdaysHint:
      'All of them share the theme of their week. Leaders who chose an hour of their own keep it.',
    time: 'Time',
    cron: 'Cron expression',
    cronHint: 'Minute, hour, day of the month, month, day of the week. A day must fit both. 0 9 * * 1,4',
    clock: 'Whose clock',
    clocks: {
      leader: 'Each person’s own time zone',
      one: 'One time zone for everyone',
      programme: (zone: string) => `${zone.replaceAll('_', ' ')} time, for everyone`,
    },
    zone: 'In which time zone',
    startsOn: 'Starts on',
    endsOn: 'Last day',
    next: (dates: string[]) => `*The next dates:* ${dates.join(' · ')}`,
    noNext: 'With these settings no question would be asked.',
    movedDates: 'Public holidays and pauses are counted. Leaders may choose a day and hour of their own.',
    channel: 'Partnership channel',
    channelHint:
      'A private channel for the monthly shared digest. Invite Balcony to it first: /invite @Balcony. It then posts one message there that says what it does, and nothing of who takes part.',
    rotation: 'Themes',
    rotations: {
      cycle: 'The 13-week cycle: everyone has the same theme',
      balance: 'Each leader’s own balance: what they answered least lately',
      own: 'A cycle of my own',
    },
    own: 'Your cycle',
    ownHint: (names: string[]) => `One theme a line, a week each. Choose from: ${names.join(', ')}.`,
    packs: 'Packs',
    packOutOfUse: (name: string) => `${name} (not in use)`,
    packsHint: 'Whose questions it asks. Choose none to ask those of all packs.',
    remindAfter: 'Reminder',
    remind: (hours: number | 'none') =>
      hours === 'none'
        ? 'None'
        : hours % 24 === 0
          ? `After ${plural(hours / 24, 'day', 'days')}`
          : `After ${plural(hours, 'hour', 'hours')}`,
    remindHint: 'One at most, and none where it would be a third message in a week.',
    closes: 'A question closes',
    closesAfter: (days: number) => `After ${plural(days, 'day', 'days')}`,
    closesHint: 'A late answer is still taken.',
    digestOn: 'Look back on the month',
    digest: (day: 'last-working-day' | number) =>
      day === 'last-working-day' ? 'On its last working day' : `On working day ${day} of the next month`,
    nation: 'Public holidays of',
    nationHint: 'Each person may choose their own nation in their settings.',
    pauseFrom: 'Pause from',
    pauseUntil: 'First day back',
    pauseReason: 'Why',
    pauseHint: 'To take a pause away, clear its dates.',
    addPause: 'Add a pause',
    answersFor: 'Who answers for what people write?',
    answersForHint: 'The organisations that are the data’s controllers.',
    privacyContact: 'Privacy contact',
    privacyContactHint: 'A name, or an address, that people can write to.',
    purpose: 'What is it for?',
    purposeHint: 'One or two plain sentences.',
    promise: 'Not for appraisal',
    promiseTick: 'What people write here is not used to appraise anyone.',
    citizens: 'Citizen leaders',
    citizensTick: 'Citizens, patients or carers take part',
    paid: 'What is paid, and how costs are met',
    support: 'Whom they can call for support',
    lawfulBasis: 'Lawful basis',
    lawfulBasisHint: 'docs/privacy.md has bases to choose from.',
    processors: 'Who processes it for you',
    processorsHint: 'Slack, and whoever runs the server.',
    assessedOn: 'Date the impact assessment was signed off',
    errors: {
      past: 'That day has passed. Choose today or later.',
      endsBeforeStart: 'It would end before it starts. Choose a later day, or clear it.',
      nobody: 'Choose at least one person.',
      noChannel: 'Choose a channel.',
      noWeekday: 'Choose at least one day.',
      noTime: 'Choose a time.',
      required: 'Say this before anyone is invited.',
      promise: 'Tick it, or do not start: people are promised it in their invitation.',
      pauseOrder: 'The first day back must come after the first day away.',
      pauseHalf: 'Give both days, or clear them both.',
      pauseReason: 'Say why: people see it in Home.',
      theme: (line: string) => `“${line}” is no theme. Choose from the list below.`,
      noTheme: 'Write at least one theme.',
      closesLate: 'A question would still be open when the next one comes. Choose fewer days.',
      'name-taken': 'There is a programme of this name already. Choose another name.',
      'channel-out-of-reach': 'Balcony is not in that channel. Type /invite @Balcony there, then try again.',
      'channel-public':
        'That channel is public: anyone in the workspace could read what people share. Choose a private channel. Or make the programme without one; then link this channel under Partnerships, with a reason.',
      old: 'This form is from before Balcony was updated. Close it, and open it again from Home.',
      nothing: 'Nothing is different yet. Change something, or press Cancel.',
    },
    faults: {
      empty: 'Write five parts: minute, hour, day of the month, month, day of the week. 0 9 * * 1,4',
      zone: 'Leave the time zone out: a programme has a field of its own for it.',
      'no-time': (value: string) =>
        `“${value}” names no time of day. Write five parts: minute, hour, day of the month, month, day of the week. 0 9 * * 1,4`,
      fields: (got: number) =>
        `A cron expression has five parts; this has ${got}. Minute, hour, day of the month, month, day of the week: 0 9 * * 1,4`,
      part: (value: string, where: string, range: string) => `“${value}” is no ${where}. Write ${range}.`,
      where: {
        minute: 'minute',
        hour: 'hour',
        dayOfMonth: 'day of the month',
        month: 'month',
        dayOfWeek: 'day of the week',
      },
      range: {
        minute: 'a number from 0 to 59',
        hour: 'a number from 0 to 23',
        dayOfMonth: '1 to 31, L for the last, or * for every day',
        month: '1 to 12, jan to dec, or * for every month',
        dayOfWeek: '0 to 7 (Sunday is 0 and 7), mon to sun, or * for every day',
      },
      'too-often': (times: number) =>
        `That is ${times} times on one day. One question a day is the most: give one minute and one hour.`,
      'no-day':
        'No day of the coming year fits it. Check the day of the month against the month and the weekday.',
    },
  },
  programmeChange: {
    title: 'What changes',
    submit: 'Save the changes',
    back: 'Back',
    to: (field: string, before: string, after: string) => `*${field}:* ${before} → *${after}*`,
    anew: (field: string) => `*${field}:* changed`,
    nothing: 'none',
    asks: (n: number) => `This changes what *${people(n)}* invited to it are asked, or when.`,
    asksSame: (n: number) => `What the *${people(n)}* invited to it are asked, and when, stays the same.`,
    joins: (n: number) => `*${people(n)}* more ${n === 1 ? 'gets' : 'get'} an invitation.`,
    joinsFrom: (channel: string, n: number) =>
      `<#${channel}> has *${people(n)}* more. They get an invitation, but for bots and people of other organisations.`,
    leaves: (n: number) =>
      `*${people(n)}* ${n === 1 ? 'is' : 'are'} asked no more. What they wrote stays theirs.`,
    open: 'Questions that are open now stay open as they are.',
    meanwhile: (who: string, fields: string[]) =>
      `<@${who}> changed this meanwhile: ${fields.join(', ')}. What you see here is saved on top of that; all that you did not touch stays as they left it.`,
    gone: 'Balcony was started anew, and lost sight of this. Press Back, then See what changes. All that you wrote is still there.',
    again: 'Someone saved a change while you looked. Look once more, then save.',
    fields: {
      name: 'Name',
      people: 'People',
      follows: 'Channel of its people',
      schedule: 'Schedule',
      clock: 'Whose clock',
      zone: 'Time zone',
      startsOn: 'Starts on',
      endsOn: 'Last day',
      nation: 'Public holidays',
      pauses: 'Pauses',
      rotation: 'Themes',
      packs: 'Packs',
      remindAfter: 'Reminder',
      closesAfterDays: 'Closing',
      digestOn: 'Look back on the month',
      answersFor: 'Who answers for it',
      privacyContact: 'Privacy contact',
      purpose: 'What it is for',
      citizens: 'For citizen leaders',
      lawfulBasis: 'Lawful basis',
      processors: 'Who processes it',
      assessedOn: 'Impact assessment',
    },
    ended: 'its end',
  },
  programmePreview: {
    title: 'Preview',
    close: 'Close',
    level: 'Worded for',
    everyone: 'Everyone (no level chosen)',
    intro:
      'Someone who answers every question would be asked this. Others may get another question on the same theme, as nobody gets the same one twice.',
    week: (n: number, date: string, theme: string) => `*Week ${n} · ${date} · ${theme}*`,
    nothing: 'No question would be asked in these weeks.',
    newer: 'Earlier weeks',
    older: 'Later weeks',
    page: (from: number, to: number, of: number) => `Questions ${from} to ${to} of ${of}`,
  },
  programmeTest: {
    text: (asked: string) => `A test from Balcony, for you alone: ${asked}`,
    marked: (programme: string) =>
      `*A test of ${programme}, for you alone.* This is how a question would come. Its buttons only say what they would do.`,
    says: {
      reply: 'Here a form opens, to write a reply. This is a test: nothing is kept.',
      another: 'Here another question of the same theme would come. This is a test: nothing changes.',
      skip: 'Here the question would go for this week. This is a test: nothing changes.',
      later: 'Here a reminder or a pause would be set. This is a test: nothing changes.',
    },
    nothing: 'There is no question to be had for this week. Look at its packs and themes: press Edit.',
    sent: 'The test is in your messages with Balcony.',
    title: 'A test',
    failed: 'Slack did not take the test. Try again in a moment.',
  },
}
