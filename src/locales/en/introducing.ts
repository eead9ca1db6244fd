// What a channel is told once, when it is linked. Read by all in it, also by those whom Balcony cannot write to.
const theTalk =
  'Balcony may not be able to write to you, and then it asks you nothing. You are part of the talk all the same. Under each digest, anyone here can press *We talked* and write down what you agreed.'

export const introducing = {
  introduction: {
    text: 'Balcony is in this channel now. This says what it does here, and how each of you can take part.',
    title: 'Hello from Balcony',
    what: 'Balcony helps people who lead health and social care to stop, think and learn together.',
    asked: (often: string) =>
      `*In private.* You may be invited to get ${often}, in your direct messages. You can say no. Nobody is told who said yes, who said no, or who answers: nobody here, and no admin.`,
    often: {
      weekly: 'one question a week',
      fortnightly: 'one question every other week',
      weekdays: 'a question on some days of the week',
      cron: 'a question now and then',
    },
    here: '*In this channel.* Nothing of an answer comes here unless whoever wrote it chose to share it, saw it word for word as it would be posted, and said yes.',
    monthly: (day: string, first: string) =>
      `*Once a month.* On the ${day} of a month a short digest comes here, with one question for you all to talk about. The first is due: ${first}.`,
    /** For those whom Balcony cannot write to. */
    guests: `*If you are a guest here,* ${theTalk}`,
    shared: `*If you are from another organisation, or a guest,* ${theTalk}`,
    small: (fewest: number) =>
      `*In a group of fewer than ${fewest},* figures, and words without a name, would say too much about each of you. So its digest has the question, and words that people chose to share with their name.`,
  },
}
