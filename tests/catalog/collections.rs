//! Collections, and the cards of organisations and datasets.

use cardex::catalog::{self, Kind, Split, Target};

use super::{assemble, findings};

#[test]
fn items_are_looked_up_and_turned_round() {
    let card = "---\ntitle: Lights\ndescription: What shines.\nowners: '@acme/light'\nitems:\n- model: acme/lamp@1.0\n  note: For reading.\n- acme/LAMP\n- dataset: acme/dusk\n- {url: 'https://light.example/', title: On light}\n---\nText.\n";
    let parsed = assemble(&[
        ("models/acme/lamp/README.md", "---\nversion: \"1.0\"\n---\n"),
        ("datasets/acme/dusk/README.md", "# Dusk\n"),
        ("collections/lights.md", card),
        ("collections/more/README.md", "# More\n"),
        ("collections/more/notes.txt", "n"),
        ("collections/more.md", "# The same name\n"),
        ("collections/README.md", "What this folder is.\n"),
    ]);
    assert_eq!(
        findings(&parsed),
        ["collections/more.md: warning[CX018]: skipped: `collections/more/README.md` is the same collection"]
    );
    let [lights, more] = parsed.value.collections.as_slice() else { panic!("two collections") };
    assert_eq!((lights.title.as_str(), lights.description.as_str()), ("Lights", "What shines."));
    assert_eq!((lights.folder.as_str(), lights.body.trim()), ("collections", "Text."));
    assert_eq!(lights.owners, ["@acme/light"]);
    let model = |item: usize| match &lights.items[item].target {
        Target::Model(reference) => (reference.model, reference.version),
        other => panic!("{other:?}"),
    };
    assert_eq!((model(0), model(1)), ((Some(0), Some(0)), (Some(0), None)));
    assert_eq!(lights.items[0].note.as_deref(), Some("For reading."));
    assert_eq!(lights.items[2].target, Target::Dataset("acme/dusk".to_owned()));
    assert_eq!((lights.models(), &parsed.value.models[0].collections), (vec![0], &vec![0]));
    assert_eq!((more.title.as_str(), more.files.len()), ("more", 1));
}

#[test]
fn what_is_not_there_is_told_with_its_place() {
    let card = "---\nitems:\n- model: acme/lantern\n- model: acme/lamp@2.0\n- dataset: acme/dawn\n- url: javascript:alert(1)\n- url: https://user:secret@light.example/\n- note: nothing\n- model: ../../etc/passwd\n---\n";
    let parsed = assemble(&[
        ("models/acme/lamp/README.md", "---\nversion: \"1.0\"\n---\n"),
        ("orgs/acme/README.md", "---\nfeatured: [acme/lamp, acme/gone]\n---\n"),
        ("collections/lights.md", card),
    ]);
    assert_eq!(
        findings(&parsed),
        [
            "collections/lights.md:3:10: error[CX607]: the catalog has no model `acme/lantern`",
            "collections/lights.md:4:10: error[CX607]: acme/lamp has no version and no alias `2.0`",
            "collections/lights.md:5:12: error[CX607]: the hub has no dataset `acme/dawn`",
            "collections/lights.md:6:8: error[CX607]: the address of an item is refused: the address has a scheme but no `//`, or is a drive of Windows",
            "collections/lights.md:7:8: error[CX607]: the address of an item is refused: the address holds a user name or a password",
            "collections/lights.md:8:3: error[CX101]: an item names neither a model nor a dataset nor a page",
            "collections/lights.md:9:10: error[CX607]: the catalog has no model `../../etc/passwd`",
            "orgs/acme:2:23: error[CX607]: the catalog has no model `acme/gone`",
        ]
    );
    assert_eq!(parsed.value.orgs[0].featured.len(), 2);
}

#[test]
fn a_dataset_card_of_the_hub_is_read() {
    let card = "---\npretty_name: Dusk\ntask_categories: [image-classification]\nsource_datasets: [original, extended|acme/dawn, 'extended|other-web']\nannotations_creators: [expert-generated]\nconfigs:\n- config_name: en\n  data_files: x\ndataset_info:\n- config_name: en\n  splits:\n  - {name: train, num_examples: 1200, num_bytes: 40000}\n  - {name: test}\nowners: ['@acme/light']\nlinks: {paper: 'https://p.example/'}\ncroissant: croissant.json\n---\n";
    let parsed = assemble(&[
        ("datasets/acme/dawn/README.md", "# Dawn\n"),
        ("datasets/acme/dusk/README.md", card),
        ("models/acme/lamp/README.md", "---\ndatasets: far/away\n---\n"),
    ]);
    assert_eq!(findings(&parsed), Vec::<String>::new());
    let dusk = &parsed.value.datasets[1];
    assert_eq!(
        (&dusk.sources, &dusk.creators),
        (&vec!["acme/dawn".to_owned()], &vec!["expert-generated".to_owned()])
    );
    let split =
        |name: &str, examples, bytes| Split { config: "en".into(), name: name.into(), examples, bytes };
    assert_eq!(dusk.splits, [split("train", Some(1200), Some(40000)), split("test", None, None)]);
    assert_eq!(
        (dusk.configs.join(" "), dusk.croissant.as_deref()),
        ("en".to_owned(), Some("croissant.json"))
    );
    assert_eq!(catalog::derived_datasets(&parsed.value)["acme/dawn"], [1]);
    // A card makes a term, whether or not a model names the dataset.
    let terms = &parsed.value.taxonomies.of(Kind::Dataset).terms;
    let terms: Vec<(&str, usize)> = terms.iter().map(|term| (term.key.as_str(), term.models.len())).collect();
    assert_eq!(terms, [("acme/dawn", 0), ("acme/dusk", 0), ("far/away", 1)]);
}
