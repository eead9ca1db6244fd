// Taking one's own history away.
export const exporting = {
  exporting: {
    here: 'Here is what you asked for. Only you can see it.',
    title: 'Your reflections',
  },
}
