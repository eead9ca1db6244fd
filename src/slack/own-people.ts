// Who is of our own workspace. Slack calls someone a stranger only where nothing is shared with them: of those who are in a
// channel of ours from elsewhere, their team alone tells.

/** What Slack says of someone's workspaces; `teams`, where an organisation has several. */
type Membership = { team_id?: string; enterprise_user?: { teams?: string[] } }

/** The workspace elsewhere that someone belongs to; undefined for our own people. */
export const teamElsewhere = ({ team_id, enterprise_user }: Membership, ours: string): string | undefined =>
  team_id === ours || enterprise_user?.teams?.includes(ours) ? undefined : team_id
