//! Feeds: the same news as Atom and as JSON Feed, of the catalog and of parts of it.
//!
//! A feed's links are whole addresses, so that there are none without `base_url`. Each has the latest fifty news; what it
//! costs therefore grows with the number of feeds, of which `feeds` in hub.yaml decides, and not with the history.

use rayon::prelude::*;
use serde_json::json;

use crate::catalog::{Kind, News, NewsKind, What, date, news};
use crate::config::Feed;
use crate::site::RenderError;
use crate::site::shared::{Shared, canonical};
use crate::site::view::{FeedEntry, FeedLink, FeedView};

/// Entries of a feed.
const MOST_ENTRIES: usize = 50;

/// The kinds of terms that may have feeds.
const TERMS: [(Feed, Kind); 3] =
    [(Feed::Orgs, Kind::Organisation), (Feed::Tasks, Kind::Task), (Feed::Tags, Kind::Tag)];

/// A feed's place and title, and its page.
struct Place<'a> {
    folder: &'a str,
    title: String,
    page: String,
}

/// Writes all feeds that hub.yaml asks for.
pub(super) fn write(shared: &Shared<'_>, base: &str) -> Result<(), RenderError> {
    let wanted = &shared.config.feeds;
    if wanted.is_empty() {
        return Ok(());
    }
    let news = news(shared.catalog);
    if wanted.contains(&Feed::Hub) {
        let latest: Vec<&News> = news.iter().take(MOST_ENTRIES).collect();
        let place = Place { folder: "", title: shared.site.title.clone(), page: "index.html".to_owned() };
        put(shared, base, &place, &latest)?;
    }
    for (_, kind) in TERMS.into_iter().filter(|(feed, _)| wanted.contains(feed)) {
        let taxonomies = &shared.catalog.taxonomies;
        let mut lists: Vec<Vec<&News>> = vec![Vec::new(); taxonomies.of(kind).terms.len()];
        for item in &news {
            for &term in taxonomies.term_ordinals(item.model as usize, kind) {
                let list = &mut lists[term as usize];
                if list.len() < MOST_ENTRIES {
                    list.push(item);
                }
            }
        }
        lists.par_iter().enumerate().try_for_each(|(term, list)| {
            let link = shared.term_link(kind, term);
            let title = format!("{} · {}", link.label, shared.site.title);
            put(shared, base, &Place { folder: shared.paths.term(kind, term), title, page: link.path }, list)
        })?;
    }
    if wanted.contains(&Feed::Models) {
        let mut lists: Vec<Vec<&News>> = vec![Vec::new(); shared.catalog.models.len()];
        for item in &news {
            let list = &mut lists[item.model as usize];
            if list.len() < MOST_ENTRIES {
                list.push(item);
            }
        }
        lists.par_iter().enumerate().filter(|(model, _)| has_feed(shared, *model)).try_for_each(
            |(model, list)| {
                let title = format!("{} · {}", shared.catalog.models[model].id, shared.site.title);
                let page = shared.paths.model_page(model);
                put(shared, base, &Place { folder: shared.paths.model(model), title, page }, list)
            },
        )?;
    }
    Ok(())
}

/// The feed of a term, where there is one.
pub(super) fn of_term(shared: &Shared<'_>, kind: Kind, term: usize) -> Option<FeedLink> {
    shared.config.site.base_url.as_ref()?;
    let (feed, _) = TERMS.into_iter().find(|(_, known)| *known == kind)?;
    let title = format!("{} · {}", shared.term_link(kind, term).label, shared.site.title);
    shared.config.feeds.contains(&feed).then(|| link(shared.paths.term(kind, term), title))
}

/// The feed of a model, where there is one.
pub(super) fn of_model(shared: &Shared<'_>, model: usize) -> Option<FeedLink> {
    shared.config.site.base_url.as_ref()?;
    let title = format!("{} · {}", shared.catalog.models[model].id, shared.site.title);
    let wanted = shared.config.feeds.contains(&Feed::Models) && has_feed(shared, model);
    wanted.then(|| link(shared.paths.model(model), title))
}

fn link(folder: &str, title: String) -> FeedLink {
    FeedLink { title, atom_path: format!("{folder}/feed.xml"), json_path: format!("{folder}/feed.json") }
}

/// A model that never changed since it came has nothing to tell: a hundred thousand of them would be as many files.
fn has_feed(shared: &Shared<'_>, model: usize) -> bool {
    shared.catalog.models[model].past.as_ref().is_some_and(|past| past.count > 1)
}

fn put(shared: &Shared<'_>, base: &str, place: &Place<'_>, news: &[&News]) -> Result<(), RenderError> {
    let entries: Vec<FeedEntry> = news.iter().map(|item| entry(shared, base, item)).collect();
    let in_folder = |name: &str| match place.folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    };
    let (atom, json) = (in_folder("feed.xml"), in_folder("feed.json"));
    let view = FeedView {
        id: canonical(base, &place.page),
        title: place.title.clone(),
        self_url: format!("{base}{atom}"),
        site_url: canonical(base, &place.page),
        // A feed must say when it changed; an empty one never did.
        updated: entries.first().map_or_else(|| date::moment(0), |entry| entry.updated.clone()),
        entries,
    };
    let xml = shared.templates.render_file("feed.xml", "feed", &view)?;
    shared.put(&atom, xml.as_bytes())?;
    let text = format!("{:#}\n", json_feed(shared, &view, &format!("{base}{json}")));
    shared.put(&json, text.as_bytes())
}

/// JSON Feed 1.1.
fn json_feed(shared: &Shared<'_>, view: &FeedView, self_url: &str) -> serde_json::Value {
    let item = |entry: &FeedEntry| {
        let mut item = json!({
            "id": entry.id, "url": entry.url, "title": entry.title, "content_text": entry.summary,
            "date_published": entry.published.as_ref().unwrap_or(&entry.updated), "date_modified": entry.updated,
            "authors": [{"name": entry.author}],
        });
        if !entry.categories.is_empty() {
            item["tags"] = json!(entry.categories);
        }
        item
    };
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": view.title, "home_page_url": view.site_url,
        "feed_url": self_url, "language": shared.site.language,
    });
    if !shared.site.description.is_empty() {
        feed["description"] = json!(shared.site.description);
    }
    feed["items"] = view.entries.iter().map(item).collect();
    feed
}

fn entry(shared: &Shared<'_>, base: &str, item: &News) -> FeedEntry {
    let ordinal = item.model as usize;
    let model = &shared.catalog.models[ordinal];
    let url = canonical(base, &shared.paths.model_page(ordinal));
    let moment = date::moment(item.time);
    let commit = |commit: u32| &shared.catalog.commits[commit as usize];
    let describe = || match model.title.as_str() {
        title if title == model.id.name() => model.id.to_string(),
        title => format!("{} · {title}", model.id),
    };
    let (mark, title, summary, author) = match item.kind {
        NewsKind::Added(at) => (
            format!("added-{}", commit(at).id),
            format!("Added: {}", describe()),
            &*model.description,
            &*commit(at).author,
        ),
        NewsKind::Updated(at) => {
            let commit = commit(at);
            (
                format!("updated-{}", commit.id),
                format!("Updated: {}", model.id),
                &*commit.subject,
                &*commit.author,
            )
        }
        NewsKind::Dated => (format!("dated-{}", item.time), describe(), &*model.description, ""),
        NewsKind::Event(at) => match model.past.as_ref().and_then(|past| past.events.get(at as usize)) {
            Some(event) => {
                let what = event.what.describe();
                let kind = match event.what {
                    What::Version(_) => "New version",
                    What::Deprecated { .. } => "Deprecation",
                    What::Approval { .. } => "Approval",
                    _ => "Promotion",
                };
                // The time too: what was reverted may come again by the same commit.
                let mark = format!("{}-{}-{}", crate::site::unique(&what), event.time, event.commit);
                (mark, format!("{kind}: {} {what}", model.id), &*model.description, &*event.author)
            }
            None => (String::new(), describe(), &*model.description, ""),
        },
    };
    let author = Some(author).filter(|author| !author.is_empty()).or(model.id.org());
    FeedEntry {
        id: format!("{url}#{mark}"),
        url,
        published: Some(moment.clone()),
        updated: moment,
        categories: [Kind::Task, Kind::Library]
            .into_iter()
            .flat_map(|kind| shared.term_links(ordinal, kind))
            .map(|link| link.label)
            .collect(),
        title,
        summary: summary.to_owned(),
        author: author.unwrap_or(&shared.site.title).to_owned(),
    }
}
