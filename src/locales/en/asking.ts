// The question of the week, and all that comes with it.
export const asking = {
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
}
