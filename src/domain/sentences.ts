// Words shown in part: whole sentences, or none.
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

/** The sentences with which a text begins: as many whole ones as `most` characters hold, or '' where the first is longer. */
export const firstSentences = (text: string, most: number): string => {
  if (text.length <= most) return text
  // The last of these may go on beyond what is looked at.
  const last = [...sentences.segment(text.slice(0, most))].at(-1)
  return text.slice(0, last?.index ?? 0).trimEnd()
}
