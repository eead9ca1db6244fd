// Reading all the words of a digest that one message had no room for. Whoever presses, at each page anew, is looked for
// among those who can read its channel.
import { Month, PartnershipId } from '../../domain/model.ts'
import type { Place, Unreached } from '../../flows/reach-edition.ts'
import { readAllWords } from '../../flows/read-all-words.ts'
import type { Strings } from '../../locales/en.ts'
import { ids } from '../action-ids.ts'
import { open, replace, troubleModal } from '../guard.ts'
import { allWordsModal } from '../modals/all-words.ts'
import type { Action } from '../register.ts'

const turnPage: Action = async (desk, { user, value, view }) => {
  if (!view) return 'too-old'
  const { place, page } = placeIn(value)
  const found = await readAllWords(desk.world, user, place)
  const shown =
    typeof found === 'string'
      ? troubleModal(words(found, desk.say), desk.say)
      : allWordsModal(found, desk.say, page)
  await replace(desk, view, shown)
  return 'unseen'
}

export const allWordsActions: Record<string, Action> = {
  [ids.readAllWords]: async (desk, { user, trigger, value, message }) => {
    const found = await readAllWords(desk.world, user, placeIn(value).place, message)
    if (typeof found === 'string') return { refuse: words(found, desk.say) }
    await open(desk, trigger, allWordsModal(found, desk.say))
    return 'unseen'
  },
  [ids.allWordsBack]: turnPage,
  [ids.allWordsOn]: turnPage,
}

const placeIn = (value: string): { place: Place; page: number } => {
  const { partnership, month, page } = JSON.parse(value)
  return {
    place: { partnership: PartnershipId.parse(partnership), month: Month.parse(month) },
    page: Number(page) || 0,
  }
}

const words = (found: Unreached, { edition, talk, trouble }: Strings): string => {
  if (found === 'too-old') return trouble.old
  return found === 'not-here' ? talk.refused['not-here'] : edition.allWords.outOfReach
}
