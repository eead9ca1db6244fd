// Keeping a message from elsewhere, and taking back what was no reply.
export const saving = {
  saving: {
    notYours: 'Only your own messages can be saved: what others wrote is theirs.',
    notTakingPart:
      'Balcony keeps nothing for you just now. Answer its invitation, or start again in its Home tab, and then save this.',
    empty: 'There is no text in that message to save.',
  },
  notAReply: {
    text: 'Balcony has not kept that.',
    body: 'Not kept: it was not a reply. If it was, it is saved as it stands in Slack now.',
    undo: 'It was a reply',
    gone: 'That message is no longer there, so there is nothing to save.',
  },
  notKept: {
    text: 'Balcony has not kept that.',
    invited:
      'Nothing that you type here is kept until you say yes to your invitation. It is above, or will come here.',
    wordless: 'Balcony keeps words only. Type a line about it, if you like.',
    away: 'You do not take part just now, so that was not kept. Your Home tab is where you can start again.',
    stranger:
      'You are not part of a programme here, so that was not kept. An admin of this workspace can add you.',
  },
}
