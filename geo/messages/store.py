"""Wording of what keeps the store (geo/store) from reading or saving."""

# code -> (中文, English). Every entry names the remedy.
STORE_MESSAGES: dict[str, tuple[str, str]] = {
    "store-url": (
        "PLAN_MAP_DATABASE 不是可用的数据库地址；请写作 {detail}",
        "PLAN_MAP_DATABASE is no address of a database that can be used; write {detail}",
    ),
    "store-files-url": (
        "PLAN_MAP_FILES 不可用（{detail}）；请写文件夹，或安装相应的 fsspec 驱动（如 s3fs）",
        "PLAN_MAP_FILES cannot be used ({detail}); name a folder, or install the driver of fsspec for it (e.g. s3fs)",
    ),
    "store-gone": (
        "“{value}”已不存在；可能已被删除，请刷新后在回收站中找",
        "'{value}' is no longer there; it may have been deleted: reload and look in the trash",
    ),
    "store-taken": ("编号“{value}”已用过；请换一个", "the id '{value}' was used before; take another"),
    "store-conflict": (
        "“{value}”已被他人修改，未保存；请刷新后在新版本上再改",
        "somebody else has changed '{value}', nothing was saved; reload and change the new version",
    ),
    "edit-no-item": ("规划中没有项目“{value}”；请刷新页面", "the plan has no item '{value}'; reload the page"),
    "edit-no-feature": (
        "不是可用的 GeoJSON 要素（properties 和 geometry）；请重新打开项目再改",
        "this is no usable GeoJSON feature (properties and geometry); open the item again and change it there",
    ),
    "edit-fixed-field": (
        "不能更改或增加字段：{value}；请恢复原值",
        "these fields cannot be changed or added: {value}; put back what they were",
    ),
    "edit-too-large": ("改动超过 {detail} 字节；请简化几何", "larger than {detail} bytes; simplify the geometry"),
    "edit-nothing": ("“{value}”没有任何改动；请先修改", "nothing of '{value}' is changed; change something first"),
    "edit-stale": (
        "“{value}”在此期间已被修改，未保存；请对照新内容再改",
        "'{value}' was changed meanwhile, nothing was saved; compare with what it is now and change that",
    ),
    "edit-decided": (
        "对“{value}”的这项提议已有结论；请刷新页面",
        "this proposal on '{value}' was decided already; reload the page",
    ),
    "edit-not-yours": (
        "对“{value}”的提议只能由提议人或管理员撤回；可以写明理由不采纳",
        "only whoever proposed it, or an administrator, withdraws a proposal on '{value}'; refuse it with a reason",
    ),
    "edit-no-reason": ("请写明不采纳的理由", "say why it is refused"),
    "note-empty": ("批注没有文字；请写上", "the note says nothing; write something"),
    "note-long": ("批注超过 {detail} 字；请缩短", "the note is longer than {detail} characters; shorten it"),
    "note-no-place": (
        "批注没有可用的位置；请在地图上点一处，或钉在项目上",
        "the note has no place on the map; point at one, or pin it on an item",
    ),
    "note-full": ("批注已满 {detail} 条；请先删除旧的", "there are {detail} already; delete old ones first"),
    "note-state": ("批注只能是未解决或已解决；请刷新页面", "a note is open or resolved; reload the page"),
    "note-not-yours": (
        "只有作者或管理员能删除这条批注；请回复说明",
        "only whoever wrote it, or an administrator, deletes this note; say so in a reply",
    ),
    "store-nobody": (
        "没有编号或邮箱是“{value}”的人：须先登录一次；登录过的人见 python -m geo.store people",
        "nobody has the id or e-mail {value}: they must sign in once; python -m geo.store people lists who has",
    ),
    "store-several": (
        "“{value}”是几个人的邮箱，请用编号：{detail}",
        "{value} is the e-mail of several persons; name one by id: {detail}",
    ),
    "store-last-admin": (
        "“{value}”是最后一名管理员；请先把管理员角色授予他人",
        "'{value}' is the last administrator; first give somebody else that role",
    ),
    "store-busy": ("数据库正忙，未保存；请稍后再试", "the database is busy, nothing was saved; try again in a moment"),
    "store-lost": (
        "与数据库的连接中断（{value}：{detail}）；请稍后再试，并看看上次的修改是否已保存",
        "the connection to the database was lost ({value}: {detail}); try again in a moment, and see whether the last "
        "change was kept",
    ),
    "store-unwritable": (
        "无法读写数据库 {value}（{detail}）；请检查权限和磁盘空间，或用 PLAN_MAP_DATABASE 另指一处",
        "the database {value} cannot be read or written ({detail}); see to permissions and space on the disk, or name "
        "another place by PLAN_MAP_DATABASE",
    ),
    "store-newer": (
        "数据库 {value} 属于较新的版本（{detail}）；请升级本程序，或改用升级前的备份",
        "the database {value} belongs to a newer version ({detail}); upgrade this program, or use a backup from before",
    ),
    "store-files": (
        "文件未能存取（{detail}）；请检查权限和磁盘空间，或用 PLAN_MAP_FILES 另指一处",
        "the file could not be kept or read ({detail}); see to permissions and space on the disk, or name another "
        "place by PLAN_MAP_FILES",
    ),
}
