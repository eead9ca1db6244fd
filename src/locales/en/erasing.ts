// Deleting one reply, or everything.
export const erasing = {
  erasing: {
    reply: 'Delete this reply',
    replyConfirm: {
      title: 'Delete this reply?',
      text: 'It goes from Balcony for good, with its plan, from digests it was posted in, and from files made with it. What you typed yourself stays in Slack until you delete it there.',
      confirm: 'Delete',
      deny: 'Keep it',
    },
    title: 'Deleted',
    close: 'Close',
    replyGone: 'It is deleted.',
    open: 'Delete everything',
    allTitle: 'Delete everything?',
    submit: 'Delete everything',
    cancel: 'Keep it',
    goes: '*What goes, for good:* every reply, plan and challenge. Your settings. What you shared in posted digests. And the messages and files of Balcony that may hold your words.',
    stays:
      '*What stays:* what you typed yourself, until you delete it in Slack. Copies that people or the owners of this workspace made. Files that you saved. And Balcony’s backups, for up to 35 days. If one is put back, this is deleted again.',
    sure: 'Are you sure?',
    tick: 'Yes, delete all of it',
    untold: 'Nobody is told.',
    allGone:
      'It is done. Your words are gone from Balcony, and what stands in Slack follows within minutes. In a channel that Balcony is not in just now, it follows once Balcony is back there.',
    nothing: 'Balcony keeps nothing of yours.',
  },
}
