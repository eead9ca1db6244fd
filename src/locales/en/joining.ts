// The invitation, and what becomes of it.
export const joining = {
  invitation: {
    text: 'Balcony has an invitation for you.',
    title: 'One good question a week',
    titleAnyTime: 'One good question at a time',
    often: {
      weekly: 'Once a week',
      fortnightly: 'Every other week',
      weekdays: 'On some days of the week',
      cron: 'Now and then',
    },
    what: (programme: string, often: string) =>
      `You are invited to *${programme}*. ${often} Balcony asks you one question about how you lead. It takes about a minute to answer. Each month it brings your own words back to you, to see what you could not see at the time.`,
    whoSees: '*Who can see what you write*',
    onlyYou: 'Only you. No admin, manager or facilitator can read it, or see whether you answer.',
    sharing: (partnerships: string) =>
      `If you ever want to, you can share one reply at a time with ${partnerships}. You see the exact words first, and nothing is posted without your yes.`,
    technically:
      'To be plain: the owners of this Slack workspace could still get at what is stored there. So could whoever runs the server that Balcony lives on.',
    notice: '*Before you write*',
    noticeText:
      'Write what you learned, and keep the facts of incidents elsewhere. These notes have no legal protection, and nobody watches over them. This is not the place to report an incident or a safeguarding worry. Your notes are for your own reflection, and are not used to appraise anyone.',
    answersFor: (who: string) => `*Who answers for it:* ${who}`,
    purpose: (what: string) => `*What it is for:* ${what}`,
    privacyContact: (who: string) => `*Questions about privacy:* ${who}`,
    lawfulBasis: (what: string) => `*Lawful basis:* ${what}`,
    processors: (who: string) => `*Who processes it:* ${who}`,
    assessed: (date: string) => `*Impact assessment:* signed off on ${date}`,
    paid: (what: string) => `*If you are a citizen leader, what is paid:* ${what}`,
    support: (who: string) => `*And whom you can call for support:* ${who}`,
    accept: 'Yes, ask me',
    decline: 'No, thank you',
    noLonger:
      'This invitation no longer holds, so nothing has changed and nothing will be asked of you. If you would like to take part, ask an admin of this workspace.',
    eitherWay: 'Either answer is fine, and nobody is told which you gave.',
  },
  welcome: {
    text: 'You are in. Balcony will ask you one good question at a time.',
    title: 'You are in',
    next: (when: string) =>
      `*Your next question:* ${when}. You can answer with its button, or just type here. What you write stays with you.`,
    noNext: 'Your first question comes when the programme starts.',
    askNow: 'Ask me one now',
    settings: 'Choose day, hour and more',
    defaults:
      'Your replies are private, kept for 12 months, and never shown in messages. You can change all of that.',
    nothingToAsk: 'There is no question to be had just now. Your Home tab shows when the next one comes.',
    partnership: (name: string) =>
      `Each month *${name}* gets a short digest, made only of what its leaders chose to share. Taking part shares nothing by itself.`,
    takesPart: (name: string) =>
      `You take part in the digest of *${name}*. Each reply stays private until you say otherwise.`,
  },
  furtherInvitation: {
    text: 'Balcony has an invitation for you.',
    what: (programme: string) =>
      `You are invited to one more programme: *${programme}*. You would still hear from Balcony twice a week at most. All that you wrote so far stays as it is, and stays yours.`,
    accept: 'Yes, this one too',
    decline: 'No, thank you',
    joined: (programme: string) => `You are in *${programme}* too. Home shows when it asks you.`,
    declined: (programme: string) =>
      `That is fine. *${programme}* does not ask you, and all else goes on as before.`,
    after: 'Yes, after all',
  },
  declined: {
    text: 'That is fine. Balcony will not write to you again.',
    body: 'That is fine, and thank you for saying so. Balcony will not write to you again. If you ever change your mind, the button below is yours.',
    accept: 'I have changed my mind',
  },
}
