import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';

/** The types of a client, as `openapi-typescript` makes them from a description of the API. */
export async function clientTypes(document: object): Promise<string> {
  return astToString(await openapiTS(document as OpenAPI3));
}
