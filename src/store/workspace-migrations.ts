// How a workspace's document of an older Balcony is read: each step a pure function of what was written then.
import { z } from 'zod'
import type { Migrations } from './migrations.ts'

// A programme was once a week, at a weekday and time.
const Weekly = z.looseObject({
  madeAt: z.string(),
  at: z.object({ weekday: z.number(), time: z.string() }),
})
const WeeklyOnly = z.looseObject({ programmes: z.array(Weekly) })

export const workspaceMigrations: Migrations = {
  1: (old) => {
    const workspace = WeeklyOnly.parse(old)
    return {
      ...workspace,
      schema: 2,
      programmes: workspace.programmes.map(({ at, ...programme }) => ({
        ...programme,
        schedule: { is: 'weekly', ...at },
        runsFrom: programme.madeAt,
      })),
    }
  },
}
