// The talk about a partnership's digest: what a team writes down, and what became of it. Read by all in the channel.
export const talking = {
  talk: {
    button: 'We talked',
    ask: 'Had your fifteen minutes? Anyone in this channel can write down what you agreed.',
    talked: '*We talked.*',
    /** Both as the team wrote them. */
    plan: (when: string, will: string) => `>*When* ${when}\n>*we will* ${will}`,
    open: (until: string) =>
      `Anyone in this channel can change this until ${until}. After that, an admin of Balcony can take it out. The next digest asks what happened.`,
    openNoPlan: (until: string) => `Anyone in this channel can add a plan until ${until}.`,
    change: 'Change it',
    addPlan: 'Add a plan',
    lastTime: '*Last time we said*',
    happened: 'What happened?',
    outcomes: { done: 'Done', partly: 'Partly', 'not-yet': 'Not yet', changed: 'Changed our minds' },
    became: (outcome: string) => `*What happened?* ${outcome}.`,
    becameWith: (outcome: string, line: string) => `*What happened?* ${outcome}: ${line}`,
    form: {
      title: 'We talked',
      save: 'Save for all',
      cancel: 'Cancel',
      intro:
        'What you save stands under the digest for everyone in this channel, as the team’s words. Nobody keeps who wrote it, who was there or who spoke.',
      when: 'When …',
      whenHint: 'Something that will come up. For instance: someone is ready to go home on a Friday',
      will: '… we will …',
      willHint:
        'One small thing. For instance: ring home care before noon. Leave both empty if there is no plan.',
      until: (until: string) => `Anyone here can change it until ${until}.`,
      days: 'Anyone here can change it for two working days. After that, an admin of Balcony can take it out. The next digest asks what happened.',
      happenedDays:
        'Anyone here can change it for two working days. After that, an admin of Balcony can take the words out.',
      both: 'A plan needs both halves. Write this one too, or empty both.',
      meanwhile:
        'Someone else saved this while you wrote. Your words are below: save again to put them in its place.',
      meanwhileEmpty:
        'Someone else changed this while you wrote, and took the plan out. Save again to put yours in.',
      how: 'How did it go?',
      line: 'In a few words, if you like',
      lineHint: 'What helped, or got in the way? Write of the work, not of a person.',
      happenedIntro:
        'What you save stands in the digest for everyone in this channel, as the team’s words. Nobody keeps who wrote it.',
    },
    refused: {
      'not-here': 'This is for the people in the channel. Join it, then press the button again.',
      'another-since': 'There is a newer digest. Please use the buttons under that one.',
      settled:
        'This can no longer be changed: its two working days are over. The next digest goes on from it. If it should not stand here, ask an admin of Balcony to take it out.',
      'out-of-reach':
        'Balcony cannot see who is in this channel just now, so nothing was saved. Please try again in a few minutes.',
    },
  },
}
