//! Where things may stand: closes or implies elements until the next one is allowed.

use super::writer::{Handle, Model, Writer};

impl Writer {
    /// Makes room for text; `false` if it is only space where space means nothing.
    pub(super) fn place_text(&mut self, text: &str) -> bool {
        let structural = matches!(
            self.context().map(|open| open.model),
            Some(Model::List | Model::Table | Model::Section | Model::Row | Model::Details)
        );
        if structural {
            if text.trim().is_empty() {
                return false;
            }
            self.place_inline();
        }
        true
    }

    /// Makes room for a text-level element.
    pub(super) fn place_inline(&mut self) {
        match self.context().map(|open| (open.model, open.filled)) {
            Some((Model::Details, false)) => self.imply_summary(),
            Some((Model::List | Model::Table | Model::Section | Model::Row, _)) => self.imply_container(),
            _ => {}
        }
    }

    /// Makes room for a box. A box without a meaning (`wrapper`) does not end a heading or a summary that it was
    /// put into: then the answer is `false`, and the box is left out.
    pub(super) fn place_block(&mut self, wrapper: bool) -> bool {
        while let Some(index) = self.context_index() {
            match self.stack[index].model {
                Model::Flow | Model::Item | Model::Cell => return true,
                Model::Details => {
                    if !self.stack[index].filled {
                        self.imply_summary();
                    }
                    return true;
                }
                Model::List | Model::Table | Model::Section | Model::Row => {
                    self.imply_container();
                    return true;
                }
                Model::Link if self.is_flow_below(index) => return true,
                Model::Heading(_) | Model::Summary if wrapper => return false,
                _ => self.pop_to(index),
            }
        }
        true
    }

    /// Closes the open link: what takes the keyboard focus must not stand in one.
    pub(super) fn leave_link(&mut self) {
        if let Some(index) = self.stack.iter().position(|open| open.model == Model::Link) {
            self.pop_to(index);
        }
    }

    /// Opens a list item, in the list that it belongs to; a plain box if it belongs to none.
    pub(super) fn open_item(&mut self) -> Handle {
        match self.list() {
            Some(index) => {
                self.pop_to(index + 1);
                let handle = self.push("li", "<li>", "</li>\n", Model::Item);
                self.mark_raw();
                handle
            }
            None => self.open_wrapper("li", "<div>"),
        }
    }

    /// Opens a section (`thead`) of the raw table around, if there is one.
    pub(super) fn open_section(&mut self, html: &str, close: &'static str) {
        if let Some(table) = self.table() {
            self.pop_to(table + 1);
            self.push("section", html, close, Model::Section);
            self.mark_raw();
        }
    }

    /// Opens a row of the raw table around, if there is one.
    pub(super) fn open_row(&mut self) {
        let Some(table) = self.table() else { return };
        let section = table + 1;
        if self.stack.get(section).is_some_and(|open| open.model == Model::Section) {
            self.pop_to(section + 1);
        } else {
            self.open_section("<tbody>\n", "</tbody>\n");
        }
        self.push("tr", "<tr>\n", "</tr>\n", Model::Row);
        self.mark_raw();
    }

    /// Opens a cell of the raw table around, if there is one.
    pub(super) fn open_cell(&mut self, html: &str, close: &'static str) {
        let Some(table) = self.table() else { return };
        let row = table + 2;
        if self.stack.get(row).is_some_and(|open| open.model == Model::Row) {
            self.pop_to(row + 1);
        } else {
            self.open_row();
        }
        self.push("cell", html, close, Model::Cell);
        self.mark_raw();
    }

    /// Gives a `details` the summary that it lacks.
    pub(super) fn imply_summary(&mut self) {
        self.html.push_str("<summary>Details</summary>\n");
        if let Some(index) = self.context_index() {
            self.stack[index].filled = true;
        }
    }

    /// Opens the item or the cell that has to be there before any content can be.
    fn imply_container(&mut self) {
        match self.context().map(|open| (open.model, open.raw)) {
            Some((Model::List, _)) => {
                self.push("li", "<li>", "</li>\n", Model::Item);
                self.mark_raw();
            }
            Some((_, true)) => self.open_cell("<td>", "</td>\n"),
            // Markdown itself puts nothing between the cells of its tables.
            _ => {}
        }
    }

    /// Whether a link stands where a box may stand.
    fn is_flow_below(&self, index: usize) -> bool {
        let below = self.stack[..index].iter().rev().find(|open| open.model != Model::Silent);
        below
            .is_none_or(|open| matches!(open.model, Model::Flow | Model::Item | Model::Cell | Model::Details))
    }

    /// The raw list that a raw item belongs to.
    fn list(&self) -> Option<usize> {
        for (index, open) in self.stack.iter().enumerate().rev() {
            match open.model {
                Model::List => return open.raw.then_some(index),
                Model::Item if !open.raw => return None,
                Model::Flow | Model::Cell | Model::Table | Model::Details => return None,
                _ => {}
            }
        }
        None
    }

    /// The raw table that a raw row or cell belongs to.
    fn table(&self) -> Option<usize> {
        for (index, open) in self.stack.iter().enumerate().rev() {
            if open.model == Model::Table {
                return open.raw.then_some(index);
            }
            if open.is_barrier() {
                return None;
            }
        }
        None
    }
}
