// Who may configure what. Slack's own admins and owners, and those whom the operator names, set programmes up;
// nobody's rank lets them read what another person wrote.
export type Actor = { isWorkspaceAdmin: boolean; isNamedAdmin: boolean }

/** Programmes, partnerships, and whether a digest in doubt is posted again. */
export const mayConfigure = ({ isWorkspaceAdmin, isNamedAdmin }: Actor): boolean =>
  isWorkspaceAdmin || isNamedAdmin
