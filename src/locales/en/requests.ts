// What someone reads when whoever runs Balcony did something that they had asked them for.
export const requests = {
  requests: {
    text: 'Balcony has a note about your data.',
    sent: 'Whoever runs Balcony was asked to send you what it keeps of yours. Here is all of it, in a file that only you get.',
    'sent-in-part':
      'Whoever runs Balcony was asked to send you what it keeps of yours. It is in a file that only you get. Some of it was left out, because it may name someone. In your Home tab you can look at it, and take that away too.',
    filed: (reason: string) =>
      `Whoever runs Balcony took a copy of all that is kept of yours, in a file. The reason they gave is below. If you did not know of this, ask those who answer for the data: the invitation says who they are.\n\n> ${reason}`,
  },
}
