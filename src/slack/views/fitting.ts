// What there is room for in one message or view of Slack's. Words are shown whole or not at all: what does not fit
// is left out, and whoever shows the rest says so.
import type { KnownBlock } from '@slack/types'
import { fewestUnnamed } from '../../domain/thresholds.ts'
import { charactersIn, mostBlocks, mostCharacters } from './blocks.ts'

/** Someone's words as they would be shown. `author` tells those without a name from one another. */
export type Piece = { blocks: KnownBlock[]; isNamed: boolean; author?: number }

/**
 * The pieces of a digest that fit in a message beside `others`, in the order in which they came; the longest are left
 * out first. Words without a name never stand there without those of at least two others, however little room there is.
 */
export const fitting = (pieces: readonly Piece[], others: readonly KnownBlock[]): Piece[] => {
  const sizes = new Map(pieces.map((it) => [it, sizeOf(it.blocks)]))
  const sizeOfPiece = (it: Piece): Size => sizes.get(it) ?? sizeOf(it.blocks)
  const shortestFirst = pieces.toSorted((a, b) => sizeOfPiece(a).characters - sizeOfPiece(b).characters)
  const together = leastTogether(shortestFirst)
  const whole = [sizeOf(others), ...together.map(sizeOfPiece)].reduce(added)
  const mayHide = together.length >= fewestUnnamed && fits(whole)
  const taken = new Set(mayHide ? together : [])
  let size = mayHide ? whole : sizeOf(others)
  for (const piece of shortestFirst) {
    const withIt = added(size, sizeOfPiece(piece))
    if (taken.has(piece) || !(piece.isNamed || mayHide) || !fits(withIt)) continue
    taken.add(piece)
    size = withIt
  }
  return pieces.filter((piece) => taken.has(piece))
}

/** The shortest piece of each of the first few who are not named: what there must be room for. */
const leastTogether = (shortestFirst: readonly Piece[]): Piece[] => {
  const authors = new Set<number>()
  return shortestFirst
    .filter(({ author }) => {
      if (author === undefined || authors.has(author)) return false
      authors.add(author)
      return true
    })
    .slice(0, fewestUnnamed)
}

/** Slack takes no more bytes than 250,000 in one view; some are left for the rest of it. */
const mostBytesInView = 200_000

/**
 * As many groups of blocks as fit in a view, from the first on; no group is divided. `beside` is what else may be
 * large there: it counts in bytes alone.
 */
export const firstInView = (
  groups: readonly KnownBlock[][],
  mostBlocks: number,
  beside: readonly KnownBlock[] = [],
): KnownBlock[][] => {
  let blocks = 0
  let bytes = Buffer.byteLength(JSON.stringify(beside))
  const end = groups.findIndex((group) => {
    blocks += group.length
    bytes += Buffer.byteLength(JSON.stringify(group))
    return blocks > mostBlocks || bytes > mostBytesInView
  })
  return groups.slice(0, end < 0 ? undefined : end)
}

/** All groups, in as many views as they take. One that is too much for a view is divided between its blocks. */
export const pagesOf = (groups: readonly KnownBlock[][], mostBlocks: number): KnownBlock[][][] => {
  const pages: KnownBlock[][][] = []
  let rest = groups.flatMap((group) => dividedFor(group, mostBlocks))
  while (rest.length > 0) {
    const page = firstInView(rest, mostBlocks)
    const taken = page.length > 0 ? page : rest.slice(0, 1)
    pages.push(taken)
    rest = rest.slice(taken.length)
  }
  return pages
}

const dividedFor = (group: KnownBlock[], mostBlocks: number): KnownBlock[][] => {
  if (group.length <= 1 || firstInView([group], mostBlocks).length > 0) return [group]
  const half = Math.ceil(group.length / 2)
  return [group.slice(0, half), group.slice(half)].flatMap((part) => dividedFor(part, mostBlocks))
}

type Size = { blocks: number; characters: number }

const sizeOf = (blocks: readonly KnownBlock[]): Size => ({
  blocks: blocks.length,
  characters: charactersIn(blocks),
})

const added = (one: Size, other: Size): Size => ({
  blocks: one.blocks + other.blocks,
  characters: one.characters + other.characters,
})

const fits = ({ blocks, characters }: Size): boolean => blocks <= mostBlocks && characters <= mostCharacters
