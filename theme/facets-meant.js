// What a reader means by a filter that is typed into the search box, such as `task:asr`: loaded with the first one.
(function () {
  'use strict';

  let facets = window.cardexFacets, open = facets.open, FACETS = facets.FACETS, NAMES = Object.keys(FACETS);

  function plain(text) {
    return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}+]+/gu, '');
  }

  // The codes of the values that a text means: a key or a label, another name, the first letters of the words, else
  // whatever begins so. -1 stands for what is not stated.
  function resolve(own, text, aliases) {
    let asked = plain(text), lower = text.toLowerCase();
    if (!asked || asked === 'none' || asked === 'notstated') return [-1];
    let where = test => own.keys.map((_, code) => code).filter(code => test(own.keys[code]) || test(own.labels[code]));
    let named = aliases && own.byKey.get(aliases[lower.replace(/[\s_]+/g, '-')]);
    if (named !== undefined) return [named];
    let initials = value => value.split(/[^\p{L}\p{N}]+/u).map(word => word[0] || '').join('').toLowerCase();
    return [value => value.toLowerCase() === lower, value => plain(value) === asked,
      value => asked.length > 1 && initials(value) === asked, value => plain(value).startsWith(asked)]
      .reduce((found, test) => found.length ? found : where(test), []);
  }

  // Whether a model answers the filters of a query: one of the values for a facet, all of the tags, none of the negated.
  function match(filters) {
    let facet = filter => NAMES.find(name => name === filter.facet || FACETS[name].indexOf(filter.facet, 2) >= 0 || FACETS[name][0] === filter.facet);
    let known = filters.filter(facet);
    return open().then(table => Promise.all(known.map(filter => table.need(facet(filter)))).then(() => {
      let parts = known.map(filter => {
        let own = table.columns[facet(filter)], codes = resolve(own, filter.value, table.aliases[facet(filter)]);
        let chosen = new Uint8Array(own.keys.length), empty = codes.indexOf(-1) >= 0;
        codes.forEach(code => { if (code >= 0) chosen[code] = 1; });
        return { group: filter.negated || facet(filter) === 'tag' ? '' : facet(filter), negated: !!filter.negated, has: model => {
          let at = own.starts[model], end = own.starts[model + 1];
          if (at === end) return empty;
          while (at < end && !chosen[own.codes[at]]) at += 1;
          return at < end;
        } };
      });
      let groups = NAMES.map(name => parts.filter(part => part.group === name)).filter(group => group.length);
      let single = parts.filter(part => !part.group);
      return model => single.every(part => part.has(model) !== part.negated) && groups.every(group => group.some(part => part.has(model)));
    }));
  }

  facets.match = match;
  facets.resolve = resolve;
})();
