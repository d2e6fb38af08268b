// What the search page says, in the three languages of the interface. {…} are filled in; "one|many" where English needs
// two forms. A site's own words may stand in the element's `data-words` (JSON) and win.
const LANGUAGES = ["zh-Hans", "zh-Hant", "en"];
const TABLE = {
  searching: ["正在搜索……", "正在搜尋……", "Searching …"],
  found: ["找到 {n} 篇", "找到 {n} 篇", "{n} document found|{n} documents found"],
  found_of: ["{n} 篇，筛选自 {all} 篇", "{n} 篇，篩選自 {all} 篇", "{n} of {all} documents"],
  found_none: ["没有文献含有“{query}”", "沒有文獻含有「{query}」", "No document holds “{query}”"],
  searched: ["已搜索 {all} 篇中的 {n} 篇", "已搜尋 {all} 篇中的 {n} 篇", "{n} of {all} documents searched"],
  too_short: ["请至少输入两个字", "請至少輸入兩個字", "Please type at least two characters"],
  single: ["单独的一个字没有计入：{words}", "單獨的一個字沒有計入：{words}", "Not searched for, being single characters: {words}"],
  broken: ["搜索未能开始，请刷新页面再试。", "搜尋未能開始，請重新整理頁面再試。", "Search could not start; please reload the page."],
  no_index: ["本次生成没有建立搜索索引。", "本次產生沒有建立搜尋索引。", "This build was made without a search index."],
  filters: ["筛选", "篩選", "Filters"],
  clear_filters: ["清除筛选", "清除篩選", "Clear filters"],
  all_values: ["全部 {n} 项", "全部 {n} 項", "All {n}"],
  sort: ["排序", "排序", "Sort"],
  sort_best: ["相关", "相關", "Best first"],
  sort_new: ["由近及远", "由近及遠", "Newest first"],
  sort_old: ["由远及近", "由遠及近", "Oldest first"],
  results: ["搜索结果", "搜尋結果", "Results"],
  more: ["再看 {n} 篇", "再看 {n} 篇", "Show {n} more"],
  earlier: ["继续搜索更早的 {n} 篇文献", "繼續搜尋更早的 {n} 篇文獻", "Search {n} earlier documents too"],
  recent: ["最近搜索", "最近搜尋", "Recent searches"],
  forget: ["清空", "清空", "Forget them"],
  perhaps: ["不妨试试", "不妨試試", "You could try"],
  without_filters: ["去掉筛选（{n} 篇）", "去掉篩選（{n} 篇）", "without the filters ({n})"],
  hits: ["{query}（{n} 篇）", "{query}（{n} 篇）", "{query} ({n})"],
  day: ["{y}年{m}月{d}日", "{y}年{m}月{d}日", "{date}"],
  month: ["{y}年{m}月", "{y}年{m}月", "{date}"],
  doubt: ["？", "？", "?"],
  yearless: ["{printed}（年份不详）", "{printed}（年份不詳）", "{printed} (year unknown)"],
  undated: ["年份不详", "年份不詳", "undated"],
  year: ["年份", "年份", "Year"],
  source: ["来源", "來源", "Source"],
  kind: ["体裁", "體裁", "Kind"],
  tag: ["主题", "主題", "Topic"],
  person: ["人物", "人物", "Person"],
  place: ["地点", "地點", "Place"],
  kind_news: ["新闻", "新聞", "News"],
  kind_bulletin: ["简报", "簡報", "Bulletin"],
  kind_official: ["公文", "公文", "Official document"],
  kind_law: ["法规", "法規", "Law"],
  kind_post: ["文章", "文章", "Post"],
  kind_text: ["其他", "其他", "Other"],
  marked: ["第 {n} 处，共 {all} 处", "第 {n} 處，共 {all} 處", "{n} of {all}"],
  previous_mark: ["上一处", "上一處", "Previous passage"],
  next_mark: ["下一处", "下一處", "Next passage"],
  unmark: ["取消标记", "取消標記", "Remove marks"],
};

// A function that says a message: say("found", { n: 3 }).
export function words(element) {
  const place = Math.max(0, LANGUAGES.indexOf(document.documentElement.lang));
  const own = JSON.parse(element?.dataset.words || "{}");
  return (name, values = {}) => {
    const [one, many] = (own[name] ?? TABLE[name]?.[place] ?? name).split("|");
    const text = many === undefined || values.n === 1 ? one : many;
    return text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
  };
}
