// Someone's own history, for their eyes.
import { type HistoryPage, type HistoryWish, history } from '../domain/history.ts'
import { leaderOf, type World } from './world.ts'

/** A page of it; undefined where nothing is known of them. */
export const readHistory = async (
  world: World,
  user: string,
  wish: HistoryWish,
): Promise<HistoryPage | undefined> => {
  const leader = await leaderOf(world, user)
  return leader && history(leader, wish)
}
