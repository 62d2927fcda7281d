import type { components, paths, webhooks } from "./vbparse";

type Owed = components["schemas"]["OwedPage"]["items"][number];
type Events = webhooks["document.added"]["post"]["requestBody"]["content"]["application/json"];
type Query = NonNullable<paths["/api/v1/obligations"]["get"]["parameters"]["query"]>;
type Problem = paths["/api/v1/obligations"]["get"]["responses"]["400"]["content"]["application/problem+json"];

export async function listOwed(query: Query): Promise<Owed[]> {
  const answer = await fetch("/api/v1/obligations?" + new URLSearchParams({ assignee: query.assignee ?? "" }));
  if (!answer.ok) throw new Error(((await answer.json()) as Problem).detail);
  const page: components["schemas"]["OwedPage"] = await answer.json();
  return page.items;
}

export const describe = (owed: Owed): string => `${owed.assignee_text}: ${owed.task} (${owed.head.name})`;
export const documents = (event: Events): string[] => event.data.documents ?? [];
export const late: Query = { falls: "due", limit: 10 };
