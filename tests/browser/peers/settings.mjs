// How MiniSearch is set up, the same where its index is built and where it is loaded: titles and descriptions are stored to be shown.
export const MINISEARCH = {
  fields: ['id', 'title', 'description', 'tags', 'headings', 'body'],
  storeFields: ['id', 'title', 'description'],
  idField: 'number',
};
