// All the words of a digest, where one message had no room for them: pulled afresh for whoever can read its channel.
import type { EditionLetter } from '../domain/letter.ts'
import { editionLetter } from './compose-edition.ts'
import { type Place, reachEdition, type Under, type Unreached } from './reach-edition.ts'
import type { World } from './world.ts'

export type AllWords = Pick<EditionLetter, 'partnership' | 'name' | 'month' | 'shared'>

/** What was taken back since it was posted, or was said to fewer than read there now, is not among them. */
export const readAllWords = async (
  world: World,
  user: string,
  place: Place,
  pressed?: Under,
): Promise<AllWords | Unreached> => {
  const reached = await reachEdition(world, user, place, pressed)
  if (typeof reached === 'string') return reached
  const { settings, partnership, edition, audience } = reached
  const letter = await editionLetter(world, settings, partnership, edition, audience)
  return letter === 'not-wanted' ? 'too-old' : letter
}
