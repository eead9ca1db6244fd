// Deleting one reply, or everything.
export const erasing = {
  erasing: {
    reply: 'Delete this reply',
    replyConfirm: {
      title: 'Delete this reply?',
      text: 'It goes for good, with its plan: from Balcony, from posted digests, and from files made with it. What you typed stays in Slack until you delete it there. People may have copied it. Balcony’s backups hold it for up to 35 days.',
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
      '*What stays:* what you typed yourself, until you delete it in Slack. Copies that people or the owners of this workspace made. Files that you saved. Short notes of Balcony’s from more than six weeks ago, which hold none of your words. And Balcony’s backups, for up to 35 days. If one is put back, this is deleted again.',
    declined:
      'Balcony then no longer knows that you said no, so an admin could invite you again. Leave it as it is, and it never asks you again.',
    sure: 'Are you sure?',
    tick: 'Yes, delete all of it',
    untold: 'Nobody is told.',
    allGone:
      'It is done. Your words are gone from Balcony, and what stands in Slack follows within minutes. In a channel that Balcony is not in just now, it follows once Balcony is back there.',
    nothing: 'Balcony keeps nothing of yours.',
  },
}
