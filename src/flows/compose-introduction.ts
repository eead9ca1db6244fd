// A channel's introduction, as the partnership is set up at the moment when it is posted.
import { introductionOf } from '../domain/introduction.ts'
import type { IntroductionLetter } from '../domain/letter.ts'
import type { Partnership, PartnershipSettings } from '../domain/workspace.ts'
import { contextOf, type World } from './world.ts'

/** It waits while the channel cannot be reached. */
export const composeIntroduction = async (
  world: World,
  settings: PartnershipSettings,
  partnership: Partnership,
): Promise<IntroductionLetter | { notYet: string }> => {
  const audience = await world.directory.audience(settings.channel)
  return audience
    ? introductionOf(partnership, settings, contextOf(world), audience)
    : { notYet: 'not_in_channel' }
}
