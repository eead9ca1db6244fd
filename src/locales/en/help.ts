// What Balcony can do, and what it says when something cannot be done.
export const help = {
  help: {
    body: [
      '*Balcony* asks you one question a week about how you lead, and keeps your answers for you.',
      '• To answer, press *Write a reply* under the question, or just type in this conversation.',
      '• To change an answer, edit your message, or press *Read or change it*.',
      '• Your replies are private. You can share one at a time with your partnership, from the reply itself.',
      '• Type `/balcony` and one of these words: `now`, `digest`, `history`, `settings`, `pause`, `resume`, `export`, `forget`.',
      '• Your *Home* tab shows what comes next, where your replies fell, and your settings.',
      '• To stop, press *Leave* in your *Home* tab. `forget` deletes all that you wrote.',
      'Balcony does not watch over what you write. If you are worried about someone’s safety, follow your organisation’s safeguarding steps.',
    ].join('\n'),
    nearest: (typed: string, word: string) =>
      `Balcony does not know “${typed}”. Did you mean */balcony ${word}*?`,
    unknown: (typed: string) => `Balcony does not know “${typed}” yet. This is what it can do:`,
  },
  now: {
    asked: 'Here it comes: your question for this week.',
    open: (question: string) => `This one is open:\n*${question}*`,
    answered:
      'You have answered the latest question. You can add to it, or just type here what is on your mind: it is kept as a reflection of its own.',
    away: 'Balcony is quiet for you just now. Shall it start again?',
    nothing:
      'There is no question to be had just now. Type what is on your mind, and it is kept all the same.',
    noDigest: 'You have had no look back yet, and none is due just now.',
    firstDigest: (when: string) => `*Your first look back:* ${when}.`,
  },
  pause: {
    until: 'Pause until …',
    notRead:
      'Balcony did not understand until when. Pick a day, or type it like this: `/balcony pause 3 weeks`, or `/balcony pause until 2 March`. It can be up to a year away.',
    notThen: 'A pause can end on any day from tomorrow on, up to a year away. Please pick another day.',
  },
  trouble: {
    title: 'Sorry',
    close: 'Close',
    retry: 'This could not be saved just now. What you wrote is still here: please press the button again.',
    fieldless: 'This could not be done just now. Please close this window, and try again in a minute.',
    old: 'That button belongs to something that has moved on. Your Home tab shows how things stand now.',
    fault: (id: string) =>
      `Something went wrong on our side, and it is not your doing. Please try again in a minute. If it happens again, tell whoever runs Balcony this number: ${id}. It says nothing about what you wrote.`,
  },
}
