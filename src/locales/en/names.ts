// What the field's own terms are called, and the days of the week.
import type { Component, Concept, Level, Nation, Placement } from '../../domain/model.ts'

const concepts: Record<Concept, string> = {
  feeling: 'Ways of feeling',
  perceiving: 'Ways of perceiving',
  thinking: 'Ways of thinking',
  relating: 'Ways of relating',
  doing: 'Ways of doing',
  being: 'Ways of being',
  balcony: 'Get on the balcony',
  identify: 'Identify the challenge',
  regulate: 'Regulate distress',
  attention: 'Maintain attention',
  'give-back': 'Give the work back',
}

/** Below a bar there is room for 20 characters. */
const shortConcepts: Record<Concept, string> = {
  feeling: 'Feeling',
  perceiving: 'Perceiving',
  thinking: 'Thinking',
  relating: 'Relating',
  doing: 'Doing',
  being: 'Being',
  balcony: 'Balcony',
  identify: 'Identify',
  regulate: 'Regulate',
  attention: 'Attention',
  'give-back': 'Give back',
}

const components: Record<Component, string> = {
  intent: 'Wanting to work together',
  conditions: 'Making joint work possible',
  perspectives: 'Weighing different views',
  power: 'Power: who has it, who does not',
  'wider-view': 'Seeing the bigger picture',
  learning: 'Learning and growing',
  complexity: 'Making sense of a messy problem',
}

const levels: Record<Level, string> = {
  senior: 'Senior leader',
  service: 'Service leader',
  team: 'Team leader',
  citizen: 'Citizen leader',
}

const placements: Record<Placement, string> = {
  technical: 'technical',
  adaptive: 'adaptive',
  both: 'some of both',
}

const nations: Record<Nation, string> = {
  england: 'England',
  wales: 'Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
  none: 'None: ignore public holidays',
}

export const names = {
  concepts,
  shortConcepts,
  components,
  levels,
  nations,
  placements,
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  themes: { weekly: '', diagnosis: '', 'look-back': 'Looking back', review: 'The end of a cycle' },
}
