// The question of the week, and all that comes with it.
export const asking = {
  prompt: {
    text: (question: string) => `Balcony’s question: ${question}`,
    thisWeek: 'This week',
    reply: 'Write a reply',
    another: 'Another question',
    notThisWeek: 'Not this week',
    first: 'The first question again',
    takeUp: 'Ask it after all',
    later: 'Later …',
    laterTimes: {
      'in-an-hour': 'Remind me in an hour',
      'this-afternoon': 'Remind me this afternoon',
      tomorrow: 'Remind me tomorrow',
      'in-two-days': 'Remind me in two days',
    },
    laterPauses: { 1: 'Pause for a week', 2: 'Pause for two weeks', 4: 'Pause for four weeks' },
    remindAt: (when: string) => `*Your reminder:* ${when}.`,
    noReminder: 'No reminder',
    pausedUntil: (until: string) =>
      `You pause until ${until}. Then questions start again by themselves. You can still answer this one.`,
    endPause: 'Start again now',
    withChallenge: (name: string | undefined) =>
      name
        ? `You could think of it with *${name}* in mind.`
        : 'You could think of it with your live challenge in mind.',
    orType: (until: string) => `Or just type your answer here. Only you will see it. Open until ${until}.`,
    skipped: 'Left out this time. The next question comes as usual.',
    closed: 'This one has closed. You can still answer it if you like.',
    missed: 'This question is no longer open.',
    openReply: 'Read or change it',
  },
  reminder: {
    /** Whoever sees a locked screen learns no more from it than that a question came. */
    text: (question: string) => `A question from Balcony: ${question}`,
    body: (question: string, until: string) =>
      `Still open until ${until}, if you have a minute:\n>${question}\nIf not, that is fine. This is the only reminder.`,
  },
  lookBack: {
    readAndSay: 'Read my words',
    differently: 'I see it differently',
    same: 'The same',
    notToday: 'Not today',
    notAgain: 'Not these words again',
    discreet: 'Your words from then are behind the first button: nobody sees them here.',
    gone: 'The words that this looks back on are no longer shown. You can answer from memory, or leave it.',
    saidSame: 'You see it the same. That is worth knowing too.',
    words: (when: string) => `*What you wrote* · ${when}`,
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
    made: (when: string) => `Made: ${when}`,
  },
  anotherTime: {
    title: 'Your day and hour',
    save: 'Save',
    cancel: 'Cancel',
    weekday: 'Day',
    time: 'Hour',
    hint: 'In your own time zone, from the next question on.',
    titleHour: 'Your hour',
    /** For those whose programme asks on days of its own. */
    daysAreSet: (when: string) => `*Your programme sets the days:* ${when}.\nThe hour is yours to choose.`,
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
}
